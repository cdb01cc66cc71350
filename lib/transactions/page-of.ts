import 'server-only';
import { Prisma } from '#lib/db/client';
import type { Viewer } from '#lib/privacy/viewer';
import { pageLimit, recentLimit } from './limits.ts';

/**
 * SQL, to be named first: which rows a page has, newest first, read from the index of the list alone; then each
 * of them is read, one by one. In one step PostgreSQL fetches all rows that the filter passes over, and, where it
 * knows nothing of a household yet, all there are, to sort them.
 *
 * @param few  the ids of all that can be meant, where few can: those are read and sorted
 */
export function pageOf(
  conditions: Prisma.Sql[],
  limit: number,
  few: readonly string[] | null = null,
): Prisma.Sql {
  const all = few ? [...conditions, isOneOf(few)] : conditions;
  // Or it might look for the few on its way through the list.
  const apart = few ? Prisma.sql`OFFSET 0` : Prisma.empty;
  return Prisma.sql`"page" AS (
    SELECT e."date", e."id" FROM (
      SELECT e."date", e."id" FROM "EffectiveTransaction" e WHERE ${Prisma.join(all, ' AND ')} ${apart}
    ) e ORDER BY e."date" DESC, e."id" DESC LIMIT ${sizeOf(limit)})`;
}

/** Of the list and of the first page, with the row that tells that there are more. */
const keptSizes = [pageLimit + 1, recentLimit + 1];

/** In the text where it is one of these, so that a plan for any value knows how few those are. */
function sizeOf(limit: number): Prisma.Sql {
  return keptSizes.includes(limit) ? Prisma.raw(String(limit)) : Prisma.sql`${limit}`;
}

/** SQL: whether `e` is one of these rows. */
export function isOneOf(ids: readonly string[]): Prisma.Sql {
  return Prisma.sql`e."id" = ANY(${ids}::uuid[])`;
}

/** SQL: where `e`, the rows of such a page, come from. */
export function rowsOfPage({ householdId }: Viewer): Prisma.Sql {
  return Prisma.sql`"page" CROSS JOIN LATERAL (
    SELECT * FROM "EffectiveTransaction" x
    WHERE x."householdId" = ${householdId}::uuid AND x."id" = "page"."id" OFFSET 0
  ) AS e`;
}

/**
 * SQL: the same of rows whose ids are known. Looked for all at once: a plan that was kept from when there were few rows
 * reads the table whole for it, and would do so for each of them.
 */
export function rowsNamed({ householdId }: Viewer, ids: readonly string[]): Prisma.Sql {
  return Prisma.sql`(
    SELECT * FROM "EffectiveTransaction" x
    WHERE x."householdId" = ${householdId}::uuid AND x."id" = ANY(${ids}::uuid[]) OFFSET 0
  ) AS e`;
}
