import type { AssetReportGetResponse, CreditRelayGetRequest } from 'plaid';
import { reportType } from '../../asset-reports/fields.ts';
import { requireGrant } from '../../asset-reports/grants.ts';
import { viewReport, wholeReport } from '../../asset-reports/view-report.ts';
import { filledText, flag } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';

export const creditRelayGet = defineOperation<CreditRelayGetRequest, AssetReportGetResponse>({
  path: '/credit/relay/get',
  request: { relay_token: filledText, report_type: reportType, include_insights: flag.optional() },
  handle: (call, { relay_token, include_insights = false }) =>
    viewReport(requireGrant(call, 'relay', relay_token).report, {
      ...wholeReport,
      withInsights: include_insights,
    }),
});
