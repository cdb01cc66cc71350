import 'server-only';
import { Prisma, type Tx } from '#lib/db/client';

/** Rows whose record is put beside them by one statement. */
const batchSize = 2_000;

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
 * history that moved back. One batch of all households, for the worker.
 *
 * @returns how many
 */
export async function putRecordsBeside(tx: Pick<Tx, '$executeRaw'>): Promise<number> {
  return tx.$executeRaw`
    WITH "picked" AS (
      SELECT "householdId", "id", "plaid" FROM "Transaction" WHERE "plaid" IS NOT NULL
      LIMIT ${batchSize} FOR UPDATE SKIP LOCKED
    ), "kept" AS (
      INSERT INTO "TransactionSource" ("householdId", "transactionId", "plaid")
      SELECT "householdId", "id", "plaid" FROM "picked"
      ON CONFLICT ("householdId", "transactionId") DO UPDATE SET "plaid" = EXCLUDED."plaid"
    )
    UPDATE "Transaction" t SET "plaid" = NULL FROM "picked" p
    WHERE t."householdId" = p."householdId" AND t."id" = p."id"`;
}
