import 'server-only';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import type { PrismaPg } from '@prisma/adapter-pg';
import type { Transaction } from '@prisma/driver-adapter-utils';
import type pg from 'pg';
import type { Tx } from './client.ts';
import { type CopyColumns, type CopyRow, printRows } from './copy-format.ts';

/**
 * Adds rows to a table by COPY, in the caller's transaction: the fastest way into PostgreSQL, more
 * than one and a half times INSERT … SELECT FROM jsonb_to_recordset. The rows are made, printed and
 * sent piece by piece while PostgreSQL stores what it has, so that they need not be there all at
 * once.
 *
 * @param table    as SQL writes it, quotes included; like `columns`, never from outside
 * @param columns  the type of each
 */
export async function copyRows<Columns extends CopyColumns, Given>(
  tx: Tx,
  table: string,
  columns: Columns,
  given: Iterable<Given>,
  toRow: (given: Given) => CopyRow<Columns>,
): Promise<void> {
  const list = Object.keys(columns)
    .map((column) => `"${column}"`)
    .join(', ');
  const key = randomUUID();
  waiting().set(key, printRows(columns, given, toRow));
  try {
    await tx.$executeRawUnsafe(`${copyCommand} ${table} (${list}) FROM STDIN (FORMAT binary)`, key);
  } finally {
    waiting().delete(key);
  }
}

const copyCommand = 'COPY';

/**
 * Rows on their way, by the key that travels through Prisma in their stead: Prisma prints the
 * parameters of a raw query as JSON and reads them again, which costs as much as printing the rows.
 */
function waiting(): Map<string, Iterable<Buffer>> {
  holder.plumblineCopies ??= new Map();
  return holder.plumblineCopies;
}

// On globalThis because pages and routes are bundled apart, each with a copy of this module, and the
// client that one of them opened sends the rows of both.
const holder = globalThis as { plumblineCopies?: Map<string, Iterable<Buffer>> };

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
      const pieces = waiting().get(String(query.args[0]));
      if (!pieces) throw new Error('COPY is for copyRows alone.');
      return sendCopy(client, query.sql, pieces);
    },
  });
}

/** What node-postgres has and its types do not tell. */
type Connection = {
  stream: Socket;
  query: (sql: string) => void;
  sendCopyFromChunk: (piece: Buffer) => void;
  endCopyFrom: () => void;
  sendCopyFail: (reason: string) => void;
};

/** One COPY, as node-postgres runs a query of another's making. @returns how many rows it took */
function sendCopy(client: pg.PoolClient, sql: string, pieces: Iterable<Buffer>): Promise<number> {
  return new Promise((resolve, reject) => {
    const over = new AbortController();
    let copied = 0;
    client.query({
      submit: (connection: Connection) => connection.query(sql),
      handleCopyInResponse: (connection: Connection) => {
        sendPieces(connection, pieces, over.signal).catch((error) => {
          // PostgreSQL answers with an error of its own, which comes too late to be heard.
          if (!over.signal.aborted) connection.sendCopyFail('the rows could not be printed');
          reject(error);
        });
      },
      handleCommandComplete: ({ text }: { text: string }) => {
        copied = Number(text.split(' ')[1]);
      },
      handleReadyForQuery: () => resolve(copied),
      handleError: (error: Error) => {
        reject(error);
        over.abort();
      },
    } as unknown as pg.Submittable);
  });
}

async function sendPieces(
  connection: Connection,
  pieces: Iterable<Buffer>,
  signal: AbortSignal,
): Promise<void> {
  for (const piece of pieces) {
    connection.sendCopyFromChunk(piece);
    if (connection.stream.writableNeedDrain) await once(connection.stream, 'drain', { signal });
    signal.throwIfAborted();
  }
  connection.endCopyFrom();
}
