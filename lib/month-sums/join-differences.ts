import 'server-only';
import { db, Prisma } from '#lib/db/client';
import { kindColumns } from './kind-columns.ts';
import { oneByOne } from './one-by-one.ts';

/** A household with as many differences has its sums made one of each kind. */
const crowd = 500;
const householdsAtOnce = 100;
/** An import may leave millions, and who sorts a row waits for as long as some are joined. */
const batchSize = 20_000;
const batchLimit = 100;
const timeoutMs = 30_000;

/**
 * Makes one sum of each kind out of all that a household has, where changes left many differences: whoever reads adds
 * them up each time. What others add meanwhile stays beside it, and whoever reads sees all as it was or as it is.
 *
 * @param most    differences that are left as they are
 * @param atOnce  differences that are joined by one transaction
 * @returns how many households
 */
export async function joinDifferences(most = crowd, atOnce = batchSize): Promise<number> {
  const crowded = await db().$queryRaw<{ householdId: string }[]>`
    SELECT m."householdId" FROM "MonthSum" m WHERE NOT m."joined"
    GROUP BY 1 HAVING count(*) > ${most} LIMIT ${householdsAtOnce}`;
  await oneByOne(
    crowded.map(({ householdId }) => householdId),
    async (householdId) => {
      for (let batch = 0; batch < batchLimit; batch += 1) {
        if (!(await joinBatch(householdId, atOnce))) return;
      }
    },
  );
  return crowded.length;
}

/** @returns whether there are more */
function joinBatch(householdId: string, atOnce: number): Promise<boolean> {
  return db().$transaction(
    async (tx) => {
      // Two that delete the same rows in two orders would wait for each other; and one is enough.
      const held = await tx.$queryRaw<{ id: string }[]>`
        SELECT "id" FROM "Household" WHERE "id" = ${householdId}::uuid FOR NO KEY UPDATE SKIP LOCKED`;
      if (held.length === 0) return false;
      const differences = Prisma.sql`"MonthSum" WHERE "householdId" = ${householdId}::uuid AND NOT "joined"`;
      const [row] = await tx.$queryRaw<{ hasMore: boolean }[]>`
        SELECT EXISTS (SELECT FROM ${differences} OFFSET ${atOnce}) AS "hasMore"`;
      const hasMore = row?.hasMore ?? false;
      // The last batch joins what those before it made, too.
      const some = Prisma.sql`AND ("month", "id") IN (SELECT "month", "id" FROM ${differences} LIMIT ${atOnce})`;
      // Of some, those that were taken back may come to nothing while the rows are others.
      await tx.$executeRaw`
        WITH gone AS (
          DELETE FROM "MonthSum" WHERE "householdId" = ${householdId}::uuid
            ${hasMore ? some : Prisma.empty} RETURNING *
        )
        INSERT INTO "MonthSum" ("householdId", ${kindColumns}, "count", "minor", "print", "joined")
        SELECT "householdId", ${kindColumns}, sum("count")::int, sum("minor")::bigint,
          CASE WHEN bool_and("print" IS NOT NULL) THEN bit_xor("print") END, true
        FROM gone
        GROUP BY "householdId", ${kindColumns}
        HAVING sum("count") <> 0 OR sum("minor") <> 0 OR bit_xor("print") <> 0 ${
          hasMore ? Prisma.sql`OR NOT bool_and("print" IS NOT NULL)` : Prisma.empty
        }`;
      return hasMore;
    },
    { timeout: timeoutMs },
  );
}
