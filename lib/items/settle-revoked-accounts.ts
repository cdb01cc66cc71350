import 'server-only';
import { db } from '#lib/db/client';
import { publish } from '#lib/live/publish';
import { requireOwnItem, type Viewer } from '#lib/privacy/viewer';
import { requestSync } from '#lib/sync/request-sync';
import type { DisconnectItemInput, ItemDto } from './contract.ts';
import { deleteAccounts } from './delete-accounts.ts';
import { resumeItem } from './mutations.ts';
import { getItem } from './queries.ts';
import { recordItem } from './record-item.ts';

/**
 * The person's answer to accounts withdrawn at the bank: their history stays, or goes with all that
 * was noted on it. Then the Item's other accounts are fetched again. Without such a question it
 * changes nothing.
 *
 * @throws AppError not_found; forbidden when another member linked it
 */
export async function settleRevokedAccounts(
  viewer: Viewer,
  itemId: string,
  { history }: DisconnectItemInput,
): Promise<ItemDto> {
  await requireOwnItem(viewer, itemId);
  const { householdId } = viewer;
  const ref = { householdId, itemId };
  await db().$transaction(async (tx) => {
    const asked = await tx.$queryRaw<{ id: string | null }[]>`
      SELECT a."id" FROM "Item" i
      LEFT JOIN "Account" a ON a."householdId" = i."householdId" AND a."itemId" = i."id"
        AND a."revokedAt" >= i."stoppedAt"
      WHERE i."householdId" = ${householdId}::uuid AND i."id" = ${itemId}::uuid
        AND i."stopReason" = 'account_revoked' AND i."removeRequestedAt" IS NULL
      FOR UPDATE OF i`;
    if (asked.length === 0) return;
    const accountIds = asked.flatMap(({ id }) => id ?? []);
    if (history === 'delete') await deleteAccounts(tx, ref, accountIds);
    await resumeItem(tx, ref);
    await requestSync(tx, ref, 'person');
    await publish(tx, householdId, ['items', 'accounts', 'transactions'], itemId);
    await recordItem(tx, ref, { kind: 'bank_accounts_settled', details: { history } });
  });
  return getItem(viewer, itemId);
}
