import 'server-only';
import { db } from '#lib/db/client';
import { noteChange } from '#lib/versions/mutations';
import { kindColumns, rowPrint } from './kind-columns.ts';
import { oneByOne } from './one-by-one.ts';

/** Of those, at a time. */
const batchSize = 100;
/** A household may have a million rows. */
const timeoutMs = 120_000;

/**
 * Counts the rows of households whose sums are not known to be theirs: those that were here before there were sums, or
 * before sums said which rows they are of, and whoever was found to have wrong ones.
 *
 * All sums go and others come, in one statement that sees rows and sums at one moment. Whatever else commits before or
 * after it brings its own difference. Where nothing writes differences nothing is counted.
 *
 * @returns how many households
 */
export async function countAnew(): Promise<number> {
  const waiting = await db().$queryRaw<{ id: string }[]>`
    SELECT h."id" FROM "Household" h WHERE (h."monthSumsAt" IS NULL OR h."id" IN (
      SELECT m."householdId" FROM "MonthSum" m WHERE m."print" IS NULL)) AND EXISTS (
      SELECT FROM pg_trigger t
      WHERE t.tgrelid = '"Transaction"'::regclass AND t.tgname = 'Transaction_sums_changed')
    LIMIT ${batchSize}`;
  await oneByOne(
    waiting.map(({ id }) => id),
    countHousehold,
  );
  return waiting.length;
}

async function countHousehold(householdId: string): Promise<void> {
  await db().$transaction(
    async (tx) => {
      // Who comes second leaves it to the first: waiting, it would keep a hand of the worker.
      const claimed = await tx.$executeRaw`
        UPDATE "Household" SET "monthSumsAt" = now() WHERE "id" IN (
          SELECT h."id" FROM "Household" h
          WHERE h."id" = ${householdId}::uuid AND (h."monthSumsAt" IS NULL OR EXISTS (
            SELECT FROM "MonthSum" m WHERE m."householdId" = ${householdId}::uuid AND m."print" IS NULL))
          FOR NO KEY UPDATE SKIP LOCKED)`;
      if (claimed === 0) return;
      await tx.$executeRaw`
        WITH gone AS (DELETE FROM "MonthSum" WHERE "householdId" = ${householdId}::uuid)
        INSERT INTO "MonthSum" ("householdId", ${kindColumns}, "count", "minor", "print", "joined")
        SELECT ${householdId}::uuid, ${kindColumns}, count(*)::int, sum("minor")::bigint, bit_xor("print"), true
        FROM (
          SELECT date_trunc('month', e."date"::timestamp)::date AS "month", e."accountId", e."currency", e."categoryId",
            e."hidden", e."transfer", e."pending", e."amountMinor" > 0 AS "isIn", e."amountMinor" AS "minor",
            ${rowPrint} AS "print"
          FROM "EffectiveTransaction" e WHERE e."householdId" = ${householdId}::uuid
        ) d
        GROUP BY ${kindColumns}`;
      await noteChange(tx, [householdId]);
    },
    { timeout: timeoutMs },
  );
}
