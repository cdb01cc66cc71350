import 'server-only';
import type { Tx } from '#lib/db/client';
import { keptPlan } from '#lib/db/kept-plan';

export type TieOutScope = {
  householdId: string;
  itemId: string;
  /** Plaid has just said that the whole history is delivered; the Item's row will say so later. */
  historyComplete: boolean;
  /** Whose rows this transaction has changed; null = it may be any account's. */
  changedAccountIds: readonly string[] | null;
};

/** What an account's live rows come to, in our sign. */
type RowCount = {
  postedMinor: bigint;
  pendingMinor: bigint;
  /** The account's. */
  currency: string | null;
  /** Rows in another one. */
  foreignRows: number;
  countedAt: Date;
};

export type RowCounts = Map<string, RowCount & { isKept: boolean }>;

/**
 * Counts the rows that the bank reported, of every account that has a balance to compare them with and whose count is not
 * known: most syncs change the rows of one account or none, and an account may have a hundred
 * thousand. Once a day each is counted anew, whatever is known.
 *
 * Locks the verdicts first, so that whoever changes rows beside us makes their count unknown before
 * we read it, or after we have committed ours.
 *
 * @returns by account id; `isKept` = no row has changed since the last verdict
 */
export async function countRows(tx: Tx, scope: TieOutScope): Promise<RowCounts> {
  const { householdId, changedAccountIds } = scope;
  await lockVerdicts(tx, scope);
  const counts: RowCounts = new Map();
  const unknown: string[] = [];
  for (const { accountId, isGood, ...kept } of await readKept(tx, scope)) {
    const isKept = isGood && changedAccountIds?.includes(accountId) === false;
    if (isKept) counts.set(accountId, { ...kept, isKept });
    else unknown.push(accountId);
  }
  if (unknown.length === 0) return counts;
  for (const { accountId, ...count } of await countAnew(tx, householdId, unknown)) {
    counts.set(accountId, { ...count, isKept: false });
  }
  return counts;
}

/**
 * To be called by whoever changes rows and does not compare, after the change and in its transaction.
 */
export async function forgetCounts(
  tx: Tx,
  householdId: string,
  accountIds: readonly string[],
): Promise<void> {
  await tx.tieOut.updateMany({
    where: { householdId, accountId: { in: [...accountIds] } },
    data: { countedAt: null },
  });
}

async function lockVerdicts(tx: Tx, { householdId, itemId }: TieOutScope): Promise<void> {
  await tx.$executeRaw`
    ${keptPlan} SELECT 1 FROM "TieOut" v
    JOIN "Account" a ON a."householdId" = v."householdId" AND a."id" = v."accountId"
    WHERE a."householdId" = ${householdId}::uuid AND a."itemId" = ${itemId}::uuid
    FOR UPDATE OF v`;
}

/** What is kept of the last count is there, and to be used, only where `isGood`. */
function readKept(
  tx: Tx,
  { householdId, itemId, historyComplete }: TieOutScope,
): Promise<(RowCount & { accountId: string; isGood: boolean })[]> {
  return tx.$queryRaw`
    ${keptPlan} SELECT a."id" AS "accountId", v."postedMinor", v."pendingMinor", v."currency", v."foreignRows",
      v."countedAt", COALESCE(v."countedAt" > now() - interval '1 day'
        AND v."currency" IS NOT DISTINCT FROM a."currency", false) AS "isGood"
    FROM "Account" a
    JOIN "Item" i ON i."householdId" = a."householdId" AND i."id" = a."itemId"
    LEFT JOIN "TieOut" v ON v."householdId" = a."householdId" AND v."accountId" = a."id"
    WHERE a."householdId" = ${householdId}::uuid AND a."itemId" = ${itemId}::uuid
      AND (a."anchorAt" IS NOT NULL OR i."historyCompleteAt" IS NOT NULL OR ${historyComplete})`;
}

function countAnew(
  tx: Tx,
  householdId: string,
  accountIds: string[],
): Promise<(RowCount & { accountId: string })[]> {
  return tx.$queryRaw`
    SELECT a."id" AS "accountId", a."currency", now() AS "countedAt",
      COALESCE(sum(t."amountMinor") FILTER (WHERE NOT t."pending"), 0)::bigint AS "postedMinor",
      COALESCE(sum(t."amountMinor") FILTER (WHERE t."pending"), 0)::bigint AS "pendingMinor",
      (count(t."id") FILTER (WHERE t."currency" IS DISTINCT FROM a."currency"))::int
        AS "foreignRows"
    FROM "Account" a
    LEFT JOIN "Transaction" t ON t."householdId" = a."householdId" AND t."accountId" = a."id"
      AND t."removedAt" IS NULL AND t."importId" IS NULL
      -- The household is named once more: planned as a list to look up, it is otherwise everybody's.
      -- What a person says the bank sent twice happened once; of a row in another account its bank tells.
      AND (t."duplicateOfId" IS NULL OR NOT EXISTS (SELECT FROM "Transaction" k
        WHERE k."householdId" = ${householdId}::uuid AND k."id" = t."duplicateOfId"
          AND k."accountId" = t."accountId" AND k."importId" IS NULL))
    WHERE a."householdId" = ${householdId}::uuid AND a."id" = ANY(${accountIds}::uuid[])
    GROUP BY a."householdId", a."id"`;
}
