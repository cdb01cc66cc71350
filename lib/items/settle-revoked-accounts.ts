import 'server-only';
import { db, type Tx } from '#lib/db/client';
import { publish } from '#lib/live/publish';
import { requireOwnItem, type Viewer } from '#lib/privacy/viewer';
import type { ItemRef } from '#lib/sync/ports';
import { requestSync } from '#lib/sync/request-sync';
import type { DisconnectItemInput, ItemDto } from './contract.ts';
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

/** Receipts go on counting what they list. */
async function deleteAccounts(
  tx: Tx,
  { householdId, itemId }: ItemRef,
  accountIds: string[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "SyncRun" r SET "added" = r."added" - g."added", "posted" = r."posted" - g."posted",
      "changed" = r."changed" - g."changed", "removed" = r."removed" - g."removed"
    FROM (
      SELECT "runId", sum("added")::int AS "added", sum("posted")::int AS "posted",
        sum("changed")::int AS "changed", sum("removed")::int AS "removed"
      FROM (
        SELECT t."firstSyncRunId" AS "runId", 1 AS "added", 0 AS "posted", 0 AS "changed",
          0 AS "removed"
        FROM "Transaction" t
        WHERE t."householdId" = ${householdId}::uuid AND t."accountId" = ANY(${accountIds}::uuid[])
        UNION ALL
        SELECT c."syncRunId", 0, (c."kind" = 'posted')::int,
          (c."kind" IN ('changed', 'restored'))::int, (c."kind" = 'removed')::int
        FROM "SyncChange" c
        JOIN "Transaction" t ON t."householdId" = c."householdId" AND t."id" = c."transactionId"
        WHERE t."householdId" = ${householdId}::uuid AND t."accountId" = ANY(${accountIds}::uuid[])
      ) each GROUP BY "runId"
    ) g
    WHERE r."householdId" = ${householdId}::uuid AND r."id" = g."runId"`;
  await tx.account.deleteMany({ where: { householdId, itemId, id: { in: accountIds } } });
}
