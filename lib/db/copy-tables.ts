import 'server-only';
import type { Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from, to } from 'pg-copy-streams';

/** One connection of its own, outside the pool: for work on whole tables. */
export type TableConnection = {
  rows: <Row>(sql: string, values?: readonly unknown[]) => Promise<Row[]>;
  /** What COPY … TO STDOUT answers, as it is taken. */
  copyOut: (sql: string) => AsyncIterable<Buffer>;
  /** Runs COPY … FROM STDIN. @returns how many rows it took */
  copyIn: (sql: string, bytes: AsyncIterable<Buffer>) => Promise<number>;
  end: () => Promise<void>;
  /** For a failure: in the middle of a COPY the server hears no farewell, and would be waited for. */
  abort: () => void;
};

/**
 * How values are printed, whatever the server, the database or the role would have: a text that another
 * version of PostgreSQL reads as the same value.
 */
const settings = `
  SET client_encoding = 'UTF8'; SET datestyle = 'ISO'; SET intervalstyle = 'postgres';
  SET timezone = 'UTC'; SET extra_float_digits = 1; SET bytea_output = 'hex';
  SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0;
  SET search_path = public; SET synchronize_seqscans = off`;

/** @param databaseUrl  a direct connection: a pooler's would be another one for each transaction */
export async function connectForTables(databaseUrl: string): Promise<TableConnection> {
  const client = new pg.Client({ connectionString: databaseUrl, keepAlive: true });
  // A lost connection fails the statement that is under way, which tells of it.
  client.on('error', () => {});
  await client.connect();
  await client.query(settings);
  return {
    rows: async <Row>(sql: string, values: readonly unknown[] = []) =>
      (await client.query(sql, [...values])).rows as Row[],
    copyOut: (sql) => client.query(to(sql)),
    copyIn: async (sql, bytes) => {
      const stream = client.query(from(sql));
      await pipeline(bytes, stream);
      return stream.rowCount;
    },
    end: () => client.end(),
    abort: () => void socketOf(client).destroy(),
  };
}

/** What node-postgres has and its types do not tell. */
function socketOf(client: pg.Client): Socket {
  return (client as pg.Client & { connection: { stream: Socket } }).connection.stream;
}
