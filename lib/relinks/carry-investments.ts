import 'server-only';
import type { Prisma, Tx } from '#lib/db/client';

type Relinking = { householdId: string; relinkId: string };

/**
 * What the new accounts hold, and what happened in them, becomes the old ones'. Where both connections told of the
 * same days the new one is believed, and the old one's rows are withdrawn: Plaid has two ids for each of them.
 *
 * @param pairs  SQL: the accounts as rows `p`
 */
export async function carryInvestments(
  tx: Tx,
  { householdId, relinkId }: Relinking,
  pairs: Prisma.Sql,
): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM "Holding" h USING ${pairs}
    WHERE h."householdId" = ${householdId}::uuid AND h."accountId" = p."fromAccountId"
      AND EXISTS (SELECT FROM "HoldingDay" d WHERE d."householdId" = h."householdId"
        AND d."accountId" = p."toAccountId")`;
  await tx.$executeRaw`
    UPDATE "Holding" h SET "accountId" = p."fromAccountId" FROM ${pairs}
    WHERE h."householdId" = ${householdId}::uuid AND h."accountId" = p."toAccountId"`;
  await tx.$executeRaw`
    UPDATE "InvestmentTransaction" t SET "removedAt" = k."movedAt" FROM "Relink" k, ${pairs}
    WHERE t."householdId" = ${householdId}::uuid AND t."accountId" = p."fromAccountId"
      AND k."householdId" = t."householdId" AND k."id" = ${relinkId}::uuid
      AND t."removedAt" IS NULL
      AND t."date" >= (SELECT min(n."date") FROM "InvestmentTransaction" n
        WHERE n."householdId" = t."householdId" AND n."accountId" = p."toAccountId")`;
  await tx.$executeRaw`
    UPDATE "InvestmentTransaction" t SET "accountId" = p."fromAccountId" FROM ${pairs}
    WHERE t."householdId" = ${householdId}::uuid AND t."accountId" = p."toAccountId"`;
  await tx.$executeRaw`
    INSERT INTO "HoldingDay" ("householdId", "accountId", "date", "itemId", "currency",
      "balanceMinor", "availableMinor", "readAt")
    SELECT d."householdId", p."fromAccountId", d."date", d."itemId", d."currency",
      d."balanceMinor", d."availableMinor", d."readAt"
    FROM "HoldingDay" d JOIN ${pairs} ON d."accountId" = p."toAccountId"
    WHERE d."householdId" = ${householdId}::uuid
    ON CONFLICT DO NOTHING`;
  // A day that both read is the old one's; the new one's copy goes with its account.
  await tx.$executeRaw`
    UPDATE "HoldingSnapshot" s SET "accountId" = p."fromAccountId"
    FROM ${pairs}
    JOIN "HoldingDay" d ON d."accountId" = p."fromAccountId"
    JOIN "HoldingDay" n ON n."accountId" = p."toAccountId"
    WHERE s."householdId" = ${householdId}::uuid AND s."accountId" = p."toAccountId"
      AND d."householdId" = s."householdId" AND d."date" = s."date"
      AND n."householdId" = s."householdId" AND n."date" = s."date" AND n."itemId" = d."itemId"`;
}

/** The way back: whatever came by the new connection, before the move and since, is its own again. */
export async function partInvestments(
  tx: Tx,
  { householdId, relinkId, toItemId }: Relinking & { toItemId: string },
  pairs: Prisma.Sql,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "InvestmentTransaction" t SET "accountId" = p."toAccountId" FROM ${pairs}
    WHERE t."householdId" = ${householdId}::uuid AND t."accountId" = p."fromAccountId"
      AND t."itemId" = ${toItemId}::uuid`;
  await tx.$executeRaw`
    UPDATE "InvestmentTransaction" t SET "removedAt" = NULL FROM "Relink" k, ${pairs}
    WHERE t."householdId" = ${householdId}::uuid AND t."accountId" = p."fromAccountId"
      AND k."householdId" = t."householdId" AND k."id" = ${relinkId}::uuid
      AND t."removedAt" = k."movedAt"`;
  await tx.$executeRaw`
    INSERT INTO "HoldingDay" ("householdId", "accountId", "date", "itemId", "currency",
      "balanceMinor", "availableMinor", "readAt")
    SELECT d."householdId", p."toAccountId", d."date", d."itemId", d."currency",
      d."balanceMinor", d."availableMinor", d."readAt"
    FROM "HoldingDay" d JOIN ${pairs} ON d."accountId" = p."fromAccountId"
    WHERE d."householdId" = ${householdId}::uuid AND d."itemId" = ${toItemId}::uuid`;
  await tx.$executeRaw`
    UPDATE "HoldingSnapshot" s SET "accountId" = p."toAccountId"
    FROM ${pairs} JOIN "HoldingDay" d ON d."accountId" = p."fromAccountId"
    WHERE s."householdId" = ${householdId}::uuid AND s."accountId" = p."fromAccountId"
      AND d."householdId" = s."householdId" AND d."date" = s."date"
      AND d."itemId" = ${toItemId}::uuid`;
  await tx.$executeRaw`
    DELETE FROM "HoldingDay" d USING ${pairs}
    WHERE d."householdId" = ${householdId}::uuid AND d."accountId" = p."fromAccountId"
      AND d."itemId" = ${toItemId}::uuid`;
  await partHoldings(tx, householdId, relinkId, pairs);
}

/** The old account holds what it held; what it held since is the new one's, if that was ever read. */
async function partHoldings(
  tx: Tx,
  householdId: string,
  relinkId: string,
  pairs: Prisma.Sql,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Holding" h SET "accountId" = p."toAccountId" FROM ${pairs}
    WHERE h."householdId" = ${householdId}::uuid AND h."accountId" = p."fromAccountId"
      AND EXISTS (SELECT FROM "HoldingDay" d WHERE d."householdId" = h."householdId"
        AND d."accountId" = p."toAccountId")`;
  await tx.$executeRaw`
    INSERT INTO "Holding"
    SELECT h.* FROM "Relink" k
    CROSS JOIN LATERAL jsonb_array_elements(COALESCE(k."before"->'holdings', '[]')) AS e("record")
    CROSS JOIN LATERAL jsonb_populate_record(NULL::"Holding", e."record") AS h
    JOIN ${pairs} ON p."fromAccountId" = h."accountId"
    WHERE k."householdId" = ${householdId}::uuid AND k."id" = ${relinkId}::uuid
    ON CONFLICT DO NOTHING`;
}
