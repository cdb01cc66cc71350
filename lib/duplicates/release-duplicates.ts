import 'server-only';
import { lockAccounts, settleBalances } from '#lib/accounts/settle-balance';
import { Prisma, type Tx } from '#lib/db/client';
import { bringBack } from './put-away.ts';

/** SQL: `k`, a row that others were put away for, is not there any more. */
const isGone = Prisma.sql`k."removedAt" IS NOT NULL AND k."keptAt" IS NULL`;
const rowsPerRound = 1_000;
const roundLimit = 200;

type Orphan = {
  otherId: string;
  keptId: string;
  /** For what the kept row was put away itself. */
  nextId: string | null;
  pairId: string | null;
  taken: unknown;
};

/**
 * Has rows count again that were put away for one which is withdrawn or about to be deleted, so that never
 * both are gone; where that one was put away for a third, they are for that. Tells it by asking anew. To be
 * called by whatever withdraws rows or brings them back, after it, and before rows are deleted.
 *
 * @param leaving  SQL over `k`: the rows that are about to be deleted
 */
export async function releaseDuplicates(
  tx: Tx,
  householdId: string,
  leaving: Prisma.Sql = isGone,
): Promise<void> {
  // Each round follows chains by one row.
  for (let round = 0; round < roundLimit; round += 1) {
    const orphans = await listOrphans(tx, householdId, leaving);
    if (orphans.length === 0) break;
    for (const orphan of orphans) {
      if (orphan.nextId && orphan.pairId) await moveOn(tx, householdId, orphan, orphan.nextId);
      else await release(tx, householdId, orphan);
    }
  }
  await askAgain(tx, householdId);
}

function listOrphans(tx: Tx, householdId: string, leaving: Prisma.Sql): Promise<Orphan[]> {
  return tx.$queryRaw<Orphan[]>`
    SELECT o."id" AS "otherId", k."id" AS "keptId", k."duplicateOfId" AS "nextId",
      p."id" AS "pairId", p."taken"
    FROM "Transaction" o
    JOIN "Transaction" k ON k."householdId" = o."householdId" AND k."id" = o."duplicateOfId"
    LEFT JOIN "DuplicatePair" p ON p."householdId" = o."householdId" AND p."accepted"
      AND p."keptId" = k."id" AND p."otherId" = o."id"
    WHERE o."householdId" = ${householdId}::uuid AND o."duplicateOfId" IS NOT NULL AND (${leaving})
    ORDER BY o."id" LIMIT ${rowsPerRound}`;
}

/** What is one with a row that is one with a third is one with that. */
async function moveOn(
  tx: Tx,
  householdId: string,
  { otherId, pairId }: Orphan,
  keptId: string,
): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM "DuplicatePair" WHERE "householdId" = ${householdId}::uuid
      AND "keptId" = ${keptId}::uuid AND "otherId" = ${otherId}::uuid`;
  await tx.duplicatePair.updateMany({
    where: { householdId, id: pairId ?? '' },
    data: { keptId },
  });
  await tx.transaction.updateMany({
    where: { householdId, id: otherId },
    data: { duplicateOfId: keptId },
  });
}

async function release(
  tx: Tx,
  householdId: string,
  { otherId, keptId, pairId, taken }: Orphan,
): Promise<void> {
  await bringBack(tx, householdId, [{ keptId, otherId, taken }]);
  await countByHand(tx, householdId, otherId);
  if (!pairId) return;
  await tx.$executeRaw`
    UPDATE "DuplicatePair" SET "accepted" = NULL, "decidedAt" = NULL, "taken" = NULL,
      "reasons" = array_append(array_remove("reasons", 'kept_withdrawn'), 'kept_withdrawn')
    WHERE "householdId" = ${householdId}::uuid AND "id" = ${pairId}::uuid`;
}

/** In an account kept by hand it counts in the balance, too. */
async function countByHand(tx: Tx, householdId: string, transactionId: string): Promise<void> {
  const row = await tx.transaction.findFirst({
    where: { householdId, id: transactionId, itemId: null },
    select: { accountId: true },
  });
  if (!row) return;
  await lockAccounts(tx, householdId, [row.accountId]);
  await settleBalances(tx, householdId, [row.accountId]);
}

/** The kept row is back: both count, and whether they are one is a question again. */
async function askAgain(tx: Tx, householdId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "DuplicatePair" p SET "decidedAt" = NULL
    FROM "Transaction" k
    WHERE p."householdId" = ${householdId}::uuid AND p."accepted" IS NULL
      AND p."decidedAt" IS NOT NULL AND 'kept_withdrawn' = ANY(p."reasons")
      AND k."householdId" = p."householdId" AND k."id" = p."keptId" AND NOT (${isGone})`;
}
