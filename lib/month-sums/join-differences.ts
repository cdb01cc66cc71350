import 'server-only';
import { db } from '#lib/db/client';
import { kindColumns } from './kind-columns.ts';
import { oneByOne } from './one-by-one.ts';

/** A household with as many differences has its sums made one of each kind. */
const crowd = 500;
const batchSize = 100;
/** As counting them anew: an import may leave millions. */
const timeoutMs = 120_000;

/**
 * Makes one sum of each kind out of all that a household has, where changes left many differences: whoever reads adds
 * them up each time. What others add meanwhile stays beside it, and whoever reads sees all as it was or as it is.
 *
 * @param most  differences that are left as they are
 * @returns how many households
 */
export async function joinDifferences(most = crowd): Promise<number> {
  const crowded = await db().$queryRaw<{ householdId: string }[]>`
    SELECT m."householdId" FROM "MonthSum" m WHERE NOT m."joined"
    GROUP BY 1 HAVING count(*) > ${most} LIMIT ${batchSize}`;
  await oneByOne(
    crowded.map(({ householdId }) => householdId),
    joinHousehold,
  );
  return crowded.length;
}

async function joinHousehold(householdId: string): Promise<void> {
  await db().$transaction(
    async (tx) => {
      // Two that delete the same rows in two orders would wait for each other; and one is enough.
      const held = await tx.$queryRaw<{ id: string }[]>`
        SELECT "id" FROM "Household" WHERE "id" = ${householdId}::uuid FOR NO KEY UPDATE SKIP LOCKED`;
      if (held.length === 0) return;
      await tx.$executeRaw`
        WITH gone AS (
          DELETE FROM "MonthSum" WHERE "householdId" = ${householdId}::uuid RETURNING *
        )
        INSERT INTO "MonthSum" ("householdId", ${kindColumns}, "count", "minor", "print", "joined")
        SELECT "householdId", ${kindColumns}, sum("count")::int, sum("minor")::bigint,
          CASE WHEN bool_and("print" IS NOT NULL) THEN bit_xor("print") END, true
        FROM gone
        GROUP BY "householdId", ${kindColumns} HAVING sum("count") <> 0 OR sum("minor") <> 0`;
    },
    { timeout: timeoutMs },
  );
}
