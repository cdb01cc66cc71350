import 'server-only';
import { standingCategory } from '#lib/categories/standing-category';
import { Prisma, type Tx } from '#lib/db/client';
import { copyOwnParts } from '#lib/splits/copy-own-parts';
import { keptRows } from './kept-rows.ts';

/** SQL: the parts that the person split a row into, which a query calls `alias`, as JSON. */
export function partsOf(alias: 't' | 'n'): Prisma.Sql {
  const row = Prisma.raw(alias);
  return Prisma.sql`(
    SELECT COALESCE(jsonb_agg(to_jsonb(p)), '[]') FROM "SplitPart" p
    WHERE p."householdId" = ${row}."householdId" AND p."transactionId" = ${row}."id"
      AND p."ruleId" IS NULL)`;
}

/**
 * Each of two rows that were joined is split again as it was. What the person said since, they said of both.
 * Comes after the new rows are back, and before rules are applied to both.
 */
export async function partSplits(tx: Tx, householdId: string, relinkId: string): Promise<void> {
  type Pair = { oldId: string; newId: string; changed: boolean };
  const mark = (side: 'before' | 'joined') =>
    Prisma.sql`(r.${Prisma.raw(`"${side}"`)}->>'splitSetAt')::timestamptz`;
  const pairs = await tx.$queryRaw<Pair[]>`
    SELECT t."id" AS "oldId", (r."joined"->>'id')::uuid AS "newId",
      t."splitSetAt" IS DISTINCT FROM COALESCE(${mark('before')}, ${mark('joined')}) AS "changed"
    FROM ${keptRows(householdId, relinkId)}
    JOIN "Transaction" t ON t."householdId" = r."householdId" AND t."id" = r."transactionId"
    WHERE r."joined" IS NOT NULL
      AND (t."splitSetAt" IS NOT NULL OR ${mark('before')} IS NOT NULL
        OR ${mark('joined')} IS NOT NULL)`;
  const since = pairs.filter(({ changed }) => changed);
  await copyOwnParts(
    tx,
    householdId,
    since.map(({ oldId, newId }) => ({ from: oldId, into: newId })),
  );
  const oldIds = pairs.filter(({ changed }) => !changed).map(({ oldId }) => oldId);
  await tx.splitPart.deleteMany({
    where: { householdId, transactionId: { in: oldIds } },
  });
  for (const side of ['before', 'joined'] as const) {
    const json = Prisma.raw(`"${side}"`);
    await tx.$executeRaw`
      UPDATE "Transaction" t SET "splitSetAt" = ${mark(side)}
      FROM ${keptRows(householdId, relinkId)}
      WHERE r."transactionId" = ANY(${oldIds}::uuid[])
        AND t."householdId" = r."householdId"
        AND t."id" = ${side === 'before' ? Prisma.sql`r."transactionId"` : Prisma.sql`(r."joined"->>'id')::uuid`}`;
    await tx.$executeRaw`
      INSERT INTO "SplitPart" ("householdId", "id", "transactionId", "position", "amountMinor",
        "categoryId", "note", "tagIds", "ruleId")
      SELECT p."householdId", p."id", p."transactionId", p."position", p."amountMinor",
        ${standingCategory(Prisma.sql`p."householdId"`, Prisma.sql`p."categoryId"`)}, p."note",
        ARRAY(SELECT g."id" FROM unnest(p."tagIds") AS x("id")
          JOIN "Tag" g ON g."householdId" = p."householdId" AND g."id" = x."id"),
        p."ruleId"
      FROM "RelinkRow" r
      CROSS JOIN LATERAL jsonb_populate_recordset(NULL::"SplitPart", r.${json}->'parts') AS p
      WHERE r."householdId" = ${householdId}::uuid AND r."relinkId" = ${relinkId}::uuid
        AND r."transactionId" = ANY(${oldIds}::uuid[])`;
  }
}
