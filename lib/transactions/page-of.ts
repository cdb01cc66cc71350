import 'server-only';
import { Prisma } from '#lib/db/client';
import type { Viewer } from '#lib/privacy/viewer';

/**
 * SQL, to be named first: which rows a page has, newest first, read from the index of the list alone; then each
 * of them is read, one by one. In one step PostgreSQL fetches all rows that the filter passes over, and, where it
 * knows nothing of a household yet, all there are, to sort them.
 */
export function pageOf(conditions: Prisma.Sql[], limit: number): Prisma.Sql {
  return Prisma.sql`"page" AS (
    SELECT e."id" FROM "EffectiveTransaction" e WHERE ${Prisma.join(conditions, ' AND ')}
    ORDER BY e."date" DESC, e."id" DESC LIMIT ${limit})`;
}

/** SQL: where `e`, the rows of such a page, come from. */
export function rowsOfPage({ householdId }: Viewer): Prisma.Sql {
  return Prisma.sql`"page" CROSS JOIN LATERAL (
    SELECT * FROM "EffectiveTransaction" x
    WHERE x."householdId" = ${householdId}::uuid AND x."id" = "page"."id" OFFSET 0
  ) AS e`;
}
