import 'server-only';
import { randomUUID } from 'node:crypto';
import type { PrismaPg } from '@prisma/adapter-pg';
import type { Transaction } from '@prisma/driver-adapter-utils';
import type pg from 'pg';
import type { Tx } from './client.ts';

type Value = string | number | bigint | boolean | null;

/**
 * Adds rows to a table by COPY, in the caller's transaction: the fastest way into PostgreSQL, one and
 * a half times INSERT … SELECT FROM jsonb_to_recordset.
 *
 * @param table    as SQL writes it, quotes included; like `columns`, never from outside
 * @param columns  one value of each row for each
 */
export async function copyRows<Column extends string>(
  tx: Tx,
  table: string,
  columns: readonly Column[],
  rows: Record<Column, Value>[],
): Promise<void> {
  const list = columns.map((column) => `"${column}"`).join(', ');
  const text = rows.map((row) => `${columns.map((each) => print(row[each])).join('\t')}\n`);
  const key = randomUUID();
  waiting.set(key, Buffer.from(text.join('')));
  try {
    await tx.$executeRawUnsafe(`${copyCommand} ${table} (${list}) FROM STDIN`, key);
  } finally {
    waiting.delete(key);
  }
}

const copyCommand = 'COPY';

/** COPY's text format. PostgreSQL holds no U+0000. */
function print(value: Value): string {
  if (value === null) return '\\N';
  if (typeof value !== 'string') return String(value);
  return special.test(value) ? value.replace(everySpecial, (char) => escapes[char] ?? '') : value;
}

const special = /[\\\n\r\t\0]/;
const everySpecial = /[\\\n\r\t\0]/g;
const escapes: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * Rows on their way, by the key that travels through Prisma in their stead: Prisma prints the
 * parameters of a raw query as JSON and reads them again, which costs as much as printing the rows.
 */
const waiting = new Map<string, Buffer>();

/** The adapter, taught to COPY inside its transactions, which Prisma does not know. */
export function withCopy(factory: PrismaPg): PrismaPg {
  const connect = factory.connect.bind(factory);
  return Object.assign(factory, {
    connect: async () => {
      const adapter = await connect();
      const startTransaction = adapter.startTransaction.bind(adapter);
      return Object.assign(adapter, {
        startTransaction: async (...level: Parameters<typeof startTransaction>) =>
          copying(await startTransaction(...level)),
      });
    },
  });
}

function copying(transaction: Transaction): Transaction {
  const { client } = transaction as Transaction & { client: pg.PoolClient };
  const executeRaw = transaction.executeRaw.bind(transaction);
  return Object.assign(transaction, {
    executeRaw: (query: Parameters<typeof executeRaw>[0]) => {
      if (!query.sql.startsWith(copyCommand)) return executeRaw(query);
      const rows = waiting.get(String(query.args[0]));
      if (!rows) throw new Error('COPY is for copyRows alone.');
      return sendCopy(client, query.sql, rows);
    },
  });
}

type Connection = {
  query: (sql: string) => void;
  sendCopyFromChunk: (chunk: Buffer) => void;
  endCopyFrom: () => void;
};

/** One COPY as node-postgres runs a query of its own making. @returns how many rows it took */
function sendCopy(client: pg.PoolClient, sql: string, rows: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    let copied = 0;
    client.query({
      submit: (connection: Connection) => connection.query(sql),
      handleCopyInResponse: (connection: Connection) => {
        connection.sendCopyFromChunk(rows);
        connection.endCopyFrom();
      },
      handleCommandComplete: ({ text }: { text: string }) => {
        copied = Number(text.split(' ')[1]);
      },
      handleReadyForQuery: () => resolve(copied),
      handleError: reject,
    } as unknown as pg.Submittable);
  });
}
