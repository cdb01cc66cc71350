import 'server-only';
import { Prisma, type Tx } from '#lib/db/client';

/** SQL: the tags of a row that a query calls `alias`, as JSON. */
export function tagsOf(alias: 't' | 'n'): Prisma.Sql {
  const row = Prisma.raw(alias);
  return Prisma.sql`(
    SELECT COALESCE(jsonb_agg(jsonb_build_object('tagId', x."tagId", 'byPerson', x."byPerson",
      'ruleId', x."ruleId")), '[]')
    FROM "TransactionTag" x
    WHERE x."householdId" = ${row}."householdId" AND x."transactionId" = ${row}."id")`;
}

/**
 * Each of two rows that were joined has its own tags again. What the person said since, they said of
 * both. Tags that were deleted since stay so.
 */
export async function partTags(tx: Tx, householdId: string, relinkId: string): Promise<void> {
  type Sides = 'before' | 'joined';
  const kept = (side: Sides) => Prisma.sql`
    LEFT JOIN LATERAL jsonb_to_recordset(COALESCE(r.${Prisma.raw(`"${side}"`)}->'tags', '[]'))
      AS ${Prisma.raw(side === 'before' ? 'b' : 'j')}("tagId" uuid, "byPerson" boolean, "ruleId" uuid)`;
  await tx.$executeRaw`
    WITH part AS (
      SELECT r."transactionId" AS "oldId", (r."joined"->>'id')::uuid AS "newId", g."id" AS "tagId",
        b."byPerson" AS "oldBy", b."ruleId" AS "oldRule",
        j."byPerson" AS "newBy", j."ruleId" AS "newRule", x."byPerson" AS "nowBy",
        x."byPerson" IS DISTINCT FROM COALESCE(b."byPerson", j."byPerson") AS "changed"
      FROM "RelinkRow" r
      JOIN "Tag" g ON g."householdId" = r."householdId"
      ${kept('before')} ON b."tagId" = g."id"
      ${kept('joined')} ON j."tagId" = g."id"
      LEFT JOIN "TransactionTag" x ON x."householdId" = r."householdId"
        AND x."transactionId" = r."transactionId" AND x."tagId" = g."id"
      WHERE r."householdId" = ${householdId}::uuid AND r."relinkId" = ${relinkId}::uuid
        AND r."joined" IS NOT NULL
        AND (b."tagId" IS NOT NULL OR j."tagId" IS NOT NULL OR x."tagId" IS NOT NULL)
    ), sides AS (
      SELECT "oldId" AS "id", "tagId", "oldRule" AS "ruleId",
        CASE WHEN "changed" THEN "nowBy" ELSE "oldBy" END AS "byPerson" FROM part
      UNION ALL
      SELECT "newId", "tagId", "newRule",
        CASE WHEN "changed" THEN "nowBy" ELSE "newBy" END FROM part
    ), gone AS (
      DELETE FROM "TransactionTag" x USING sides s
      WHERE x."householdId" = ${householdId}::uuid AND x."transactionId" = s."id"
        AND x."tagId" = s."tagId" AND s."byPerson" IS NULL AND s."ruleId" IS NULL
    )
    INSERT INTO "TransactionTag" ("householdId", "transactionId", "tagId", "byPerson", "ruleId")
    SELECT ${householdId}::uuid, s."id", s."tagId", s."byPerson", s."ruleId" FROM sides s
    WHERE s."byPerson" IS NOT NULL OR s."ruleId" IS NOT NULL
    ON CONFLICT ("householdId", "transactionId", "tagId") DO UPDATE
      SET "byPerson" = EXCLUDED."byPerson", "ruleId" = EXCLUDED."ruleId"`;
}
