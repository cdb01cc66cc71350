import 'server-only';
import type { Tx } from '#lib/db/client';
import { toJsonParameter } from '#lib/db/json-parameter';

type Pair = { from: string; into: string };

/** How the person split one row goes to the one that takes its place, unless they split that one. */
export async function inheritSplit(
  tx: Tx,
  householdId: string,
  from: string,
  into: string,
): Promise<void> {
  const [due] = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "Transaction" f
    JOIN "Transaction" t ON t."householdId" = f."householdId" AND t."id" = ${into}::uuid
    WHERE f."householdId" = ${householdId}::uuid AND f."id" = ${from}::uuid
      AND f."splitSetAt" IS NOT NULL AND t."splitSetAt" IS NULL`;
  if (due) await copyOwnParts(tx, householdId, [{ from, into }]);
}

/** Splits rows as the person split others; whatever they were split into before goes. */
export async function copyOwnParts(tx: Tx, householdId: string, pairs: Pair[]): Promise<void> {
  if (pairs.length === 0) return;
  const json = toJsonParameter(pairs);
  await tx.splitPart.deleteMany({
    where: { householdId, transactionId: { in: pairs.map(({ into }) => into) } },
  });
  await tx.$executeRaw`
    UPDATE "Transaction" t SET "splitSetAt" = f."splitSetAt"
    FROM jsonb_to_recordset(${json}::jsonb) AS m("from" uuid, "into" uuid)
    JOIN "Transaction" f ON f."householdId" = ${householdId}::uuid AND f."id" = m."from"
    WHERE t."householdId" = ${householdId}::uuid AND t."id" = m."into"`;
  await tx.$executeRaw`
    INSERT INTO "SplitPart" ("householdId", "id", "transactionId", "position", "amountMinor",
      "categoryId", "note", "tagIds")
    SELECT p."householdId", gen_random_uuid(), m."into", p."position", p."amountMinor",
      p."categoryId", p."note", p."tagIds"
    FROM jsonb_to_recordset(${json}::jsonb) AS m("from" uuid, "into" uuid)
    JOIN "SplitPart" p ON p."householdId" = ${householdId}::uuid AND p."transactionId" = m."from"
      AND p."ruleId" IS NULL`;
}
