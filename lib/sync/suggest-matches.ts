import 'server-only';
import type { Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import type { ItemRef } from './ports.ts';

/** A hold rarely stands longer before it posts. */
const windowDays = 14;
/** One posted row names one pending row, and a sync hardly brings more that lack the bank's link. */
const suggestionLimit = 200;

type Pair = { pendingId: string; postedId: string; daysApart: number; deltaMinor: bigint };

/**
 * Where the bank names no link between a posted row and the pending row it seems to come from, asks
 * the person. Only where the answer matters: when the pending row is still live, so that money may be
 * counted twice, or carries what a person decided.
 *
 * Same account, same direction, at most fourteen days apart, and either the very amount or the same
 * merchant and an amount within 30 % (a tip, a hold). Each side is gathered first: PostgreSQL knows
 * nothing of rows just written, and would look through the account for every one of them.
 *
 * @param runId  the run that brought the posted rows
 */
export async function suggestMatches(
  tx: Tx,
  { householdId, itemId }: ItemRef,
  runId: string,
): Promise<void> {
  const pairs = await tx.$queryRaw<Pair[]>`
    WITH held AS MATERIALIZED (
      SELECT p."id", p."accountId", p."date", p."amountMinor",
        COALESCE(p."merchantName", p."name") AS "text"
      FROM "Transaction" p
      WHERE p."householdId" = ${householdId}::uuid AND p."itemId" = ${itemId}::uuid AND p."pending"
        AND p."duplicateOfId" IS NULL
        AND (p."removedAt" IS NULL
          OR p."removedAt" > now() - make_interval(days => ${windowDays})
            AND (COALESCE(p."personCategorySetAt", p."personNameSetAt", p."noteSetAt",
                p."personDateSetAt", p."hiddenSetAt", p."reviewedSetAt", p."splitSetAt",
                p."personTransferSetAt") IS NOT NULL
              OR EXISTS (SELECT FROM "TransactionTag" x WHERE x."householdId" = p."householdId"
                AND x."transactionId" = p."id" AND x."byPerson" IS NOT NULL)
              OR EXISTS (SELECT FROM "SettleLink" l WHERE l."householdId" = p."householdId"
                AND p."id" IN (l."expenseId", l."creditId"))
              OR EXISTS (SELECT FROM "Claim" k WHERE k."householdId" = p."householdId"
                AND k."transactionId" = p."id")))
        AND NOT EXISTS (SELECT 1 FROM "MatchSuggestion" s
          WHERE s."householdId" = p."householdId" AND s."pendingId" = p."id")
    ), posted AS MATERIALIZED (
      SELECT t."id", t."accountId", t."date", t."amountMinor",
        COALESCE(t."merchantName", t."name") AS "text"
      FROM "Transaction" t
      WHERE t."householdId" = ${householdId}::uuid AND t."itemId" = ${itemId}::uuid
        AND t."firstSyncRunId" = ${runId}::uuid AND NOT t."pending" AND t."plaidPendingId" IS NULL
        AND t."removedAt" IS NULL AND t."duplicateOfId" IS NULL
    )
    SELECT DISTINCT ON (p."id") p."id" AS "pendingId", t."id" AS "postedId",
      t."date" - p."date" AS "daysApart", t."amountMinor" - p."amountMinor" AS "deltaMinor"
    FROM held p
    JOIN posted t ON t."accountId" = p."accountId"
      AND p."date" BETWEEN t."date" - ${windowDays}::int AND t."date" + 1
      AND sign(p."amountMinor") = sign(t."amountMinor")
      AND (p."amountMinor" = t."amountMinor"
        OR (abs(t."amountMinor" - p."amountMinor") <= 0.3 * abs(p."amountMinor")
          AND similarity(p."text", t."text") > 0.5))
    ORDER BY p."id", abs(t."amountMinor" - p."amountMinor"), abs(t."date" - p."date"), t."id"
    LIMIT ${suggestionLimit}`;
  // Two pending rows may point at one posted row; the nearer one in amount asks first.
  const taken = new Set<string>();
  const chosen = pairs
    .sort((a, b) => Number(abs(a.deltaMinor) - abs(b.deltaMinor)))
    .filter(({ postedId }) => !taken.has(postedId) && taken.add(postedId));
  await tx.matchSuggestion.createMany({
    data: chosen.map((pair) => ({ householdId, id: newId(), ...pair })),
  });
}

function abs(value: bigint): bigint {
  return value < 0n ? -value : value;
}
