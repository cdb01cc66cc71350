import type { CreditRelayRefreshRequest, CreditRelayRefreshResponse } from 'plaid';
import { reportType } from '../../asset-reports/fields.ts';
import { replaceGrantedReport, requireGrant } from '../../asset-reports/grants.ts';
import { refreshReport } from '../../asset-reports/refresh-report.ts';
import { filledText, httpUrl } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';

/** The third party asks for the same report with the latest data, under the token it has. */
export const creditRelayRefresh = defineOperation<
  CreditRelayRefreshRequest,
  CreditRelayRefreshResponse
>({
  path: '/credit/relay/refresh',
  request: {
    relay_token: filledText,
    report_type: reportType,
    webhook: httpUrl.nullable().optional(),
  },
  handle: (call, { relay_token, webhook = null }) => {
    const grant = requireGrant(call, 'relay', relay_token);
    const report = call.sandbox.db.transaction(() => {
      const refreshed = refreshReport(call, grant.report, { webhook });
      replaceGrantedReport(call, grant, refreshed);
      return refreshed;
    });
    return { relay_token, asset_report_id: report.reportId };
  },
});
