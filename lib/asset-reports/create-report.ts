import 'server-only';
import { db } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { readAccessToken } from '#lib/items/access-token';
import { itemNameColumns, itemNameOf } from '#lib/items/item-name';
import { toBankError } from '#lib/items/plaid-failure';
import { createAssetReport } from '#lib/plaid/asset-reports';
import { PlaidError } from '#lib/plaid/plaid-error';
import { requireOwnItem } from '#lib/privacy/viewer';
import { requireReal } from '#lib/sample/require-real';
import type { AssetReportDto, CreateReportInput } from './contract.ts';
import { orderReport } from './order-report.ts';
import type { Asking } from './report-token.ts';

/**
 * Has Plaid make a report over banks of the viewer's own.
 *
 * @throws AppError not_found; forbidden for a bank that another member linked; item_disconnected; item_needs_you when a
 * bank was not allowed to or wants something first; plaid_error or plaid_unavailable; household_refused for sample data
 */
export async function createReport(
  viewer: Asking,
  { itemIds, days }: CreateReportInput,
): Promise<AssetReportDto> {
  const { householdId } = viewer;
  await requireReal(householdId);
  const chosen = [...new Set(itemIds)];
  const accessTokens: string[] = [];
  for (const itemId of chosen) {
    await requireOwnItem(viewer, itemId);
    accessTokens.push(await readAccessToken(householdId, itemId));
  }
  const items = await db().item.findMany({
    where: { householdId, id: { in: chosen } },
    select: { plaidItemId: true, ...itemNameColumns },
    orderBy: { createdAt: 'asc' },
  });
  const banks = items.map(itemNameOf);
  const plaidItemIds = items.map(({ plaidItemId }) => plaidItemId);
  return orderReport(viewer, { days, banks, plaidItemIds, leftOut: 0 }, (reportId) =>
    createAssetReport(accessTokens, { reportId, days }).catch((error: unknown) => {
      throw toRefusal(error);
    }),
  );
}

function toRefusal(error: unknown): unknown {
  const isUnasked =
    error instanceof PlaidError &&
    ['PRODUCT_NOT_ENABLED', 'ADDITIONAL_CONSENT_REQUIRED'].includes(error.code);
  if (!isUnasked) return toBankError(error, 'No report was made');
  return new AppError(
    'item_needs_you',
    'One of these banks has not been told that it may make reports. Give permission first; nothing was made.',
    { cause: error },
  );
}
