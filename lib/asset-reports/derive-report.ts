import 'server-only';
import { AppError } from '#lib/errors';
import { toBankError } from '#lib/items/plaid-failure';
import { filterAssetReport, refreshAssetReport } from '#lib/plaid/asset-reports';
import { PlaidError } from '#lib/plaid/plaid-error';
import type { AssetReportDto } from './contract.ts';
import { openReport } from './open-report.ts';
import { orderReport } from './order-report.ts';
import type { Asking } from './report-token.ts';

/**
 * The same banks and days as they are now, as a new report; the old one stays until it is removed.
 *
 * @throws AppError not_found, item_needs_you, plaid_error, plaid_unavailable, household_refused
 */
export async function refreshReport(viewer: Asking, reportId: string): Promise<AssetReportDto> {
  const { token, days, banks, plaidItemIds, leftOut } = await openReport(viewer, reportId);
  return orderReport(viewer, { days, banks, plaidItemIds, leftOut }, (newId) =>
    refreshAssetReport(token, newId).catch((error: unknown) => {
      throw toBankError(error, 'No report was made');
    }),
  );
}

/**
 * The same report without some of its accounts, as a new one.
 *
 * @param leaveOut  `key` of accounts in it
 * @throws AppError as above
 */
export async function filterReport(
  viewer: Asking,
  reportId: string,
  leaveOut: string[],
): Promise<AssetReportDto> {
  const report = await openReport(viewer, reportId);
  const { token, days, banks, plaidItemIds } = report;
  const keys = [...new Set(leaveOut)];
  const leftOut = report.leftOut + keys.length;
  return orderReport(viewer, { days, banks, plaidItemIds, leftOut }, () =>
    filterAssetReport(token, keys).catch((error: unknown) => {
      if (error instanceof PlaidError && error.code === 'INVALID_ACCOUNT_ID') {
        throw new AppError(
          'not_found',
          'One of these accounts is not in the report. Nothing was made.',
        );
      }
      throw toBankError(error, 'No report was made');
    }),
  );
}
