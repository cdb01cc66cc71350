import type { AssetReportRemoveRequest, AssetReportRemoveResponse } from 'plaid';
import { removeReport, requireReport } from '../../asset-reports/report.ts';
import { filledText } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';

export const assetReportRemove = defineOperation<
  AssetReportRemoveRequest,
  AssetReportRemoveResponse
>({
  path: '/asset_report/remove',
  request: { asset_report_token: filledText },
  handle: (call, { asset_report_token }) => {
    removeReport(call.sandbox.db, requireReport(call, asset_report_token));
    return { removed: true };
  },
});
