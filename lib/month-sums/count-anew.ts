import 'server-only';
import { db } from '#lib/db/client';
import { noteChange } from '#lib/versions/mutations';
import { kindColumns } from './kind-columns.ts';

/** Of those, at a time. */
const batchSize = 100;
/** A household may have a million rows. */
const timeoutMs = 120_000;

/**
 * Counts the rows of households whose sums are not known to be theirs: those that were here before there were sums, and
 * whoever was found to have wrong ones.
 *
 * What is missing in the sums is added to them, in one statement that sees rows and sums at one moment. Whatever else
 * commits before or after it brings its own difference. Where nothing writes differences nothing is counted.
 *
 * @returns how many households
 */
export async function countAnew(): Promise<number> {
  const waiting = await db().$queryRaw<{ id: string }[]>`
    SELECT h."id" FROM "Household" h WHERE h."monthSumsAt" IS NULL AND EXISTS (
      SELECT FROM pg_trigger t
      WHERE t.tgrelid = '"Transaction"'::regclass AND t.tgname = 'Transaction_sums_changed')
    LIMIT ${batchSize}`;
  for (const { id } of waiting) await countHousehold(id);
  return waiting.length;
}

async function countHousehold(householdId: string): Promise<void> {
  await db().$transaction(
    async (tx) => {
      // Who comes second waits here, and finds nothing left to do.
      const claimed = await tx.$executeRaw`
        UPDATE "Household" SET "monthSumsAt" = now()
        WHERE "id" = ${householdId}::uuid AND "monthSumsAt" IS NULL`;
      if (claimed === 0) return;
      await tx.$executeRaw`
        INSERT INTO "MonthSum" ("householdId", ${kindColumns}, "count", "minor")
        SELECT ${householdId}::uuid, ${kindColumns}, sum("count")::int, sum("minor")::bigint FROM (
          SELECT date_trunc('month', e."date"::timestamp)::date AS "month", e."accountId", e."currency", e."categoryId",
            e."hidden", e."transfer", e."pending", e."amountMinor" > 0 AS "isIn", 1 AS "count", e."amountMinor" AS "minor"
          FROM "EffectiveTransaction" e WHERE e."householdId" = ${householdId}::uuid
          UNION ALL
          SELECT ${kindColumns}, -"count", -"minor" FROM "MonthSum" WHERE "householdId" = ${householdId}::uuid
        ) d
        GROUP BY ${kindColumns} HAVING sum("count") <> 0 OR sum("minor") <> 0`;
      await noteChange(tx, [householdId]);
    },
    { timeout: timeoutMs },
  );
}
