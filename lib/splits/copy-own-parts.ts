import 'server-only';
import type { Tx } from '#lib/db/client';
import { toJsonParameter } from '#lib/db/json-parameter';
import { movesOf, type RowMove } from '#lib/transactions/row-moves';

type Pair = { from: string; into: string };

/** How the person split rows that leave goes to those that stay, unless they split those. */
export async function carrySplits(
  tx: Tx,
  householdId: string,
  moves: readonly RowMove[],
): Promise<void> {
  const due = await tx.$queryRaw<Pair[]>`
    SELECT l."id" AS "from", s."id" AS "into" FROM ${movesOf(moves)}
    JOIN "Transaction" l ON l."householdId" = ${householdId}::uuid AND l."id" = m."leavesId"
    JOIN "Transaction" s ON s."householdId" = l."householdId" AND s."id" = m."staysId"
    WHERE l."splitSetAt" IS NOT NULL AND s."splitSetAt" IS NULL`;
  await copyOwnParts(tx, householdId, due);
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
