import 'server-only';
import { db, Prisma } from '#lib/db/client';

/** Rows whose record is put beside them by one statement, and households that have one each time. */
const batchSize = 2_000;
const householdsAtOnce = 50;

/**
 * SQL: a transaction as Plaid last sent it, json; null where no bank did. What stands in the row itself is newer than
 * what stands beside it.
 *
 * @param row  how the query calls a row of "Transaction"; never from outside
 */
export function bankRecord(row: 't' | 'k'): Prisma.Sql {
  const at = Prisma.raw(row);
  return Prisma.sql`COALESCE(${at}."plaid", (SELECT s."plaid" FROM "TransactionSource" s
    WHERE s."householdId" = ${at}."householdId" AND s."transactionId" = ${at}."id"))`;
}

/**
 * Puts beside their rows what Plaid said of them, where something wrote it into the row: an older version, an import, a
 * history that moved back. A batch of each of some households, for the worker.
 *
 * @returns how many
 */
export async function putRecordsBeside(): Promise<number> {
  const waiting = await db().$queryRaw<{ householdId: string }[]>`
    SELECT DISTINCT "householdId" FROM "Transaction" WHERE "plaid" IS NOT NULL LIMIT ${householdsAtOnce}`;
  let count = 0;
  for (const { householdId } of waiting) count += await putBatchBeside(householdId);
  return count;
}

function putBatchBeside(householdId: string): Promise<number> {
  return db().$executeRaw`
    WITH "picked" AS (
      SELECT "id", "plaid" FROM "Transaction"
      WHERE "householdId" = ${householdId}::uuid AND "plaid" IS NOT NULL
      LIMIT ${batchSize} FOR UPDATE SKIP LOCKED
    ), "kept" AS (
      INSERT INTO "TransactionSource" ("householdId", "transactionId", "plaid")
      SELECT ${householdId}::uuid, "id", "plaid" FROM "picked"
      ON CONFLICT ("householdId", "transactionId") DO UPDATE SET "plaid" = EXCLUDED."plaid"
    )
    UPDATE "Transaction" SET "plaid" = NULL
    WHERE "householdId" = ${householdId}::uuid AND "id" = ANY(ARRAY(SELECT "id" FROM "picked"))`;
}
