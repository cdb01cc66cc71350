import 'server-only';
import pg from 'pg';
import { db, type Prisma } from '#lib/db/client';
import { requireEnv } from '#lib/env';
import { timeRows } from './big-item.ts';

/** Plaid's sample application, Pattern, sends each row by itself through a pool of this size. */
const patternPoolSize = 5;

/** Keeps the table's rows in a file of the server's. @returns its path */
export async function saveRows(): Promise<string> {
  const [row] = await db().$queryRaw<{ path: string }[]>`
    SELECT current_setting('data_directory') || '/bench.copy' AS "path"`;
  const path = row?.path ?? '';
  await db().$executeRawUnsafe(`COPY "Transaction" TO '${path}'`);
  return path;
}

/** COPY of those rows from the server's own disk: nothing is printed, nothing travels. */
export function copySavedRows(path: string): Promise<number> {
  return timeRows(async () => {
    await db().$executeRawUnsafe(`COPY "Transaction" FROM '${path}'`);
  });
}

/** Prisma's upsert, one row after the other. @returns rows per second */
export async function upsertRowByRow(path: string, sample: number): Promise<number> {
  await copySavedRows(path);
  const rows = await db().transaction.findMany({ take: sample });
  return timeRows(async () => {
    for (const { plaid, ...columns } of rows) {
      const { householdId, itemId, plaidTransactionId } = columns;
      if (itemId === null || plaidTransactionId === null) continue;
      const row = { ...columns, plaid: plaid as Prisma.InputJsonValue };
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

/** INSERT … ON CONFLICT for each row, five at a time. @returns rows per second */
export async function insertRowByRow(path: string, sample: number): Promise<number> {
  await copySavedRows(path);
  const connectionString = requireEnv('DATABASE_URL');
  const pool = new pg.Pool({ connectionString, max: patternPoolSize });
  const list = insertedColumns.map((column) => `"${column}"`).join(', ');
  const places = insertedColumns.map((_, index) => `$${index + 1}`).join(', ');
  const settings = insertedColumns.map((column) => `"${column}" = EXCLUDED."${column}"`).join(', ');
  const asText = insertedColumns.map((column) => `"${column}"::text`).join(', ');
  const { rows } = await pool.query<string[]>({
    text: `SELECT ${asText} FROM "Transaction" LIMIT ${sample}`,
    rowMode: 'array',
  });
  const sql = `INSERT INTO "Transaction" (${list}) VALUES (${places})
    ON CONFLICT ("householdId", "itemId", "plaidTransactionId") DO UPDATE SET ${settings}`;
  try {
    return await timeRows(async () => {
      await Promise.all(rows.map((values) => pool.query(sql, values)));
    });
  } finally {
    await pool.end();
  }
}

const insertedColumns = [
  'householdId',
  'id',
  'accountId',
  'itemId',
  'plaidTransactionId',
  'plaidPendingId',
  'date',
  'authorizedDate',
  'amountMinor',
  'currency',
  'pending',
  'name',
  'merchantName',
  'merchantEntityId',
  'logoUrl',
  'paymentChannel',
  'pfcPrimary',
  'pfcDetailed',
  'plaid',
  'providerCategoryId',
];
