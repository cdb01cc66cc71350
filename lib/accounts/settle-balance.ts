import 'server-only';
import type { Tx } from '#lib/db/client';
import { AppError } from '#lib/errors';

/**
 * Makes the balance of accounts kept by hand what was in them first and their rows, or what they were last said
 * to be worth and the rows after that day; a bank's says itself what is in it. To be called after rows were changed and in that transaction, which has to
 * hold the accounts by `lockAccounts` from before the change on.
 *
 * @throws AppError invalid_input when it cannot be counted exactly any more
 */
export async function settleBalances(
  tx: Tx,
  householdId: string,
  accountIds: readonly string[],
): Promise<void> {
  const balances = await tx.$queryRaw<{ currentMinor: bigint }[]>`
    UPDATE "Account" a SET "currentMinor" = COALESCE(v."valueMinor", a."openingMinor")
      + CASE WHEN a."type" IN ('credit', 'loan') THEN -1 ELSE 1 END * (
        SELECT COALESCE(sum(t."amountMinor"), 0)::bigint FROM "Transaction" t
        WHERE t."householdId" = a."householdId" AND t."accountId" = a."id"
          AND t."removedAt" IS NULL AND t."duplicateOfId" IS NULL
          AND t."date" > COALESCE(v."date", '-infinity'))
    FROM "Account" o
    LEFT JOIN LATERAL (
      SELECT w."date", w."valueMinor" FROM "Valuation" w
      WHERE w."householdId" = o."householdId" AND w."accountId" = o."id"
      ORDER BY w."date" DESC LIMIT 1) v ON true
    WHERE a."householdId" = ${householdId}::uuid AND a."id" = ANY(${[...accountIds]}::uuid[])
      AND o."householdId" = a."householdId" AND o."id" = a."id" AND a."openingMinor" IS NOT NULL
    RETURNING a."currentMinor"`;
  if (balances.every(({ currentMinor }) => Number.isSafeInteger(Number(currentMinor)))) return;
  throw new AppError('invalid_input', 'The balance would be too large. Nothing was changed.');
}

/** Whoever changes rows beside us waits, so that neither counts without the other's. */
export async function lockAccounts(
  tx: Tx,
  householdId: string,
  accountIds: readonly string[],
): Promise<void> {
  await tx.$executeRaw`
    SELECT FROM "Account"
    WHERE "householdId" = ${householdId}::uuid AND "id" = ANY(${[...accountIds]}::uuid[])
    ORDER BY "id" FOR NO KEY UPDATE`;
}
