import 'server-only';
import { z } from 'zod';
import { Prisma, type Tx } from '#lib/db/client';
import { toJsonParameter } from '#lib/db/json-parameter';
import { publish } from '#lib/live/publish';

const named = z.array(z.object({ id: z.uuid(), name: z.string() }));
const memos = z.array(z.object({ id: z.uuid(), memo: z.string() }));
/** Categories and tags that an import made, under the names that it gave them, and what it said of rows that were here. */
export const madeSchema = z.object({ categories: named, tags: named, memos: memos.default([]) });
export type Made = z.infer<typeof madeSchema>;

/**
 * Takes away what an import made that nobody uses any more, nor made their own by another name. To be called
 * once its rows are gone, by whoever holds the lock on sorting alone.
 */
export async function removeMade(tx: Tx, householdId: string, made: Made): Promise<void> {
  // A group stays until what it held is gone.
  for (const level of [Prisma.sql`IS NOT NULL`, Prisma.sql`IS NULL`]) {
    await tx.$executeRaw`
      WITH used AS MATERIALIZED (${usedIds(householdId)})
      DELETE FROM "Category" c
      USING jsonb_to_recordset(${toJsonParameter(made.categories)}::jsonb) AS m("id" uuid, "name" text)
      WHERE c."householdId" = ${householdId}::uuid AND c."id" = m."id" AND c."name" = m."name"
        AND c."parentId" ${level} AND c."icon" IS NULL AND c."archivedAt" IS NULL
        AND c."mergedIntoId" IS NULL AND NOT c."excludeFromSpending"
        AND NOT EXISTS (SELECT FROM used u WHERE u."id" = c."id")`;
  }
  await tx.$executeRaw`
    WITH used AS MATERIALIZED (${usedIds(householdId)})
    DELETE FROM "Tag" g
    USING jsonb_to_recordset(${toJsonParameter(made.tags)}::jsonb) AS m("id" uuid, "name" text)
    WHERE g."householdId" = ${householdId}::uuid AND g."id" = m."id" AND g."name" = m."name"
      AND NOT EXISTS (SELECT FROM used u WHERE u."id" = g."id")`;
  await publish(tx, householdId, ['categories', 'tags']);
}

/** SQL: every category and tag that something of a household names, also what an undo would bring back. */
function usedIds(householdId: string): Prisma.Sql {
  const own = Prisma.sql`WHERE "householdId" = ${householdId}::uuid`;
  return Prisma.sql`
    SELECT unnest(ARRAY["providerCategoryId", "personCategoryId", "ruleCategoryId"]) AS "id"
    FROM "Transaction" ${own}
    UNION SELECT unnest(ARRAY["parentId", "mergedIntoId"]) FROM "Category" ${own}
    UNION SELECT "categoryId" FROM "CategoryMapping" ${own}
    UNION SELECT "categoryId" FROM "BudgetPlan" ${own}
    UNION SELECT "categoryId" FROM "BudgetCarry" ${own}
    UNION SELECT "personCategoryId" FROM "Stream" ${own}
    UNION SELECT unnest("categoryId" || "tagIds") FROM "SplitPart" ${own}
    UNION SELECT unnest("categoryId" || "tagIds") FROM "Rule" ${own}
    UNION SELECT "tagId" FROM "TransactionTag" ${own}
    UNION SELECT x.id[1]::uuid FROM (
      SELECT "split"::text FROM "Rule" ${own}
      UNION ALL SELECT "query" FROM "SavedView" ${own}
      UNION ALL SELECT "query" FROM "SavedReport" ${own}
      UNION ALL SELECT "before"::text FROM "UndoStep" ${own}) AS s("text")
    CROSS JOIN LATERAL
      regexp_matches(s."text", '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}', 'g') AS x(id)`;
}
