import type { AssetReportFilterRequest, AssetReportFilterResponse } from 'plaid';
import { orderReport, requireReport } from '../../asset-reports/report.ts';
import { viewReport } from '../../asset-reports/view-report.ts';
import { PlaidFailure } from '../../plaid/failure.ts';
import { filledText, idList } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';

/** A new report with fewer accounts of the old one, which stays as it is. */
export const assetReportFilter = defineOperation<
  AssetReportFilterRequest,
  AssetReportFilterResponse
>({
  path: '/asset_report/filter',
  request: { asset_report_token: filledText, account_ids_to_exclude: idList },
  handle: (call, { asset_report_token, account_ids_to_exclude }) => {
    const old = requireReport(call, asset_report_token);
    const { report, warnings } = viewReport(old, { withInsights: true, fast: false, days: null });
    const accounts = report.items.flatMap((item) => item.accounts);
    const known = new Set(accounts.map((account) => account.account_id));
    if (!account_ids_to_exclude.every((id) => known.has(id))) {
      throw new PlaidFailure('INVALID_ACCOUNT_ID');
    }
    const excluded = [...new Set([...old.order.excludedAccountIds, ...account_ids_to_exclude])];
    const filtered = orderReport(
      call.sandbox,
      { clientId: old.clientId, userId: old.userId },
      { ...old.order, excludedAccountIds: excluded, withFastReport: false },
      (reportId) => ({
        report: {
          ...report,
          asset_report_id: reportId,
          items: report.items.map((item) => ({
            ...item,
            accounts: item.accounts.filter((account) => !excluded.includes(account.account_id)),
          })),
        },
        warnings,
      }),
    );
    return { asset_report_token: filtered.token, asset_report_id: filtered.reportId };
  },
});
