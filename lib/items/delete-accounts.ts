import 'server-only';
import { Prisma, type Tx } from '#lib/db/client';
import { releaseDuplicates } from '#lib/duplicates/release-duplicates';
import { deleteUnnamedSecurities } from '#lib/investments/write-securities';
import type { ItemRef } from '#lib/sync/ports';

/** Deletes accounts of a connection with all that hangs on them. Receipts go on counting what they list. */
export async function deleteAccounts(
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
  await releaseDuplicates(tx, householdId, Prisma.sql`k."accountId" = ANY(${accountIds}::uuid[])`);
  await tx.$executeRaw`
    DELETE FROM "Notification"
    WHERE "householdId" = ${householdId}::uuid AND "payload"->>'accountId' = ANY(${accountIds}::text[])`;
  await tx.account.deleteMany({ where: { householdId, itemId, id: { in: accountIds } } });
  await deleteUnnamedSecurities(tx, householdId);
}
