import 'server-only';
import pg from 'pg';
import { db, type Prisma } from '#lib/db/client';
import { requireEnv } from '#lib/env';
import { insertedColumns } from '#lib/sync/apply-plan';
import { timeRows } from './big-item.ts';

/** Plaid's sample application, Pattern, sends each row by itself through a pool of this size. */
const patternPoolSize = 5;

/** A way of bringing rows into the empty table. @returns rows per second */
type Way = () => Promise<number>;

/** Other ways in for the rows that the table holds now; the slow ones for so many of them. */
export async function prepareWays(sample: { inserted: number; upserted: number }): Promise<{
  copy: Way;
  insertRowByRow: Way;
  upsertRowByRow: Way;
}> {
  return {
    copy: await prepareCopy(),
    insertRowByRow: await prepareInserts(sample.inserted),
    upsertRowByRow: await prepareUpserts(sample.upserted),
  };
}

/** COPY from the server's own disk: nothing is printed, nothing travels. */
async function prepareCopy(): Promise<Way> {
  const [row] = await db().$queryRaw<{ dir: string }[]>`
    SELECT current_setting('data_directory') AS "dir"`;
  const files = ['Transaction', 'TransactionSource'].map((table) => ({
    table: `"${table}"`,
    path: `'${row?.dir}/${table}.copy'`,
  }));
  for (const { table, path } of files) await db().$executeRawUnsafe(`COPY ${table} TO ${path}`);
  return () =>
    timeRows(async () => {
      for (const { table, path } of files) {
        await db().$executeRawUnsafe(`COPY ${table} FROM ${path}`);
      }
    });
}

/** So many rows, with what Plaid said of each in the row itself, as others keep it. */
async function readSample(count: number) {
  const records = await db().transactionSource.findMany({ take: count });
  const rows = await db().transaction.findMany({
    where: { id: { in: records.map(({ transactionId }) => transactionId) } },
  });
  const recordOf = new Map(records.map(({ transactionId, plaid }) => [transactionId, plaid]));
  return rows.map((row) => ({ ...row, plaid: recordOf.get(row.id) as Prisma.InputJsonValue }));
}

/** Prisma's upsert, one row after the other. */
async function prepareUpserts(sample: number): Promise<Way> {
  const rows = await readSample(sample);
  return () =>
    timeRows(async () => {
      for (const row of rows) {
        const { householdId, itemId, plaidTransactionId } = row;
        if (itemId === null || plaidTransactionId === null) continue;
        await db().transaction.upsert({
          where: {
            householdId_itemId_plaidTransactionId: { householdId, itemId, plaidTransactionId },
          },
          create: row,
          update: row,
        });
      }
    });
}

/** INSERT … ON CONFLICT for each row, five at a time. */
async function prepareInserts(sample: number): Promise<Way> {
  const columns = [...Object.keys(insertedColumns), 'plaid'];
  const list = columns.map((column) => `"${column}"`).join(', ');
  const places = columns.map((_, index) => `$${index + 1}`).join(', ');
  const settings = columns.map((column) => `"${column}" = EXCLUDED."${column}"`).join(', ');
  const sql = `INSERT INTO "Transaction" (${list}) VALUES (${places})
    ON CONFLICT ("householdId", "itemId", "plaidTransactionId") DO UPDATE SET ${settings}`;
  const asText = columns
    .map((column) => `${column === 'plaid' ? 's' : 't'}."${column}"::text AS "${column}"`)
    .join(', ');
  const rows = await db().$queryRawUnsafe<Record<string, string>[]>(
    `SELECT ${asText} FROM "Transaction" t JOIN "TransactionSource" s
      ON s."householdId" = t."householdId" AND s."transactionId" = t."id" LIMIT ${sample}`,
  );
  return async () => {
    const connectionString = requireEnv('DATABASE_URL');
    const pool = new pg.Pool({ connectionString, max: patternPoolSize });
    try {
      return await timeRows(async () => {
        await Promise.all(rows.map((row) => pool.query(sql, Object.values(row))));
      });
    } finally {
      await pool.end();
    }
  };
}
