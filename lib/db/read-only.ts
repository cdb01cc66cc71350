import 'server-only';
import pg from 'pg';

/** What can be read of one moment. */
export type Snapshot = {
  rows: <Row>(sql: string, values?: readonly unknown[]) => Promise<Row[]>;
  /** For more rows than memory holds: a batch at a time, one such reading at a time. */
  batches: <Row>(sql: string, values: readonly unknown[]) => AsyncGenerator<Row[]>;
};

const batchSize = 500;

/**
 * Runs `read` in one snapshot of a database that nothing can be written to meanwhile through it. Times
 * are read in UTC.
 *
 * @param statementTimeoutMs  for each statement
 */
export async function readSnapshot<Value>(
  databaseUrl: string,
  statementTimeoutMs: number,
  read: (snapshot: Snapshot) => Promise<Value>,
): Promise<Value> {
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query("SET LOCAL TIME ZONE 'UTC'");
    // A setting of the connection's start is refused by poolers.
    const timeout = String(statementTimeoutMs);
    await client.query("SELECT set_config('statement_timeout', $1, true)", [timeout]);
    const ask: Ask = async (sql, values) => (await client.query(sql, [...values])).rows;
    return await read(snapshotOf(ask));
  } finally {
    await client.end();
  }
}

/** Asks one connection that is inside a transaction. */
type Ask = (sql: string, values: readonly unknown[]) => Promise<unknown[]>;

/** The same for a transaction that writes: it reads what it has written so far. */
export function snapshotOf(ask: Ask): Snapshot {
  return {
    rows: async <Row>(sql: string, values: readonly unknown[] = []) =>
      (await ask(sql, values)) as Row[],
    batches: (sql, values) => readBatches(ask, sql, values),
  };
}

async function* readBatches<Row>(
  ask: Ask,
  sql: string,
  values: readonly unknown[],
): AsyncGenerator<Row[]> {
  await ask(`DECLARE batches NO SCROLL CURSOR FOR ${sql}`, values);
  for (;;) {
    const rows = (await ask(`FETCH ${batchSize} FROM batches`, [])) as Row[];
    if (rows.length > 0) yield rows;
    if (rows.length < batchSize) break;
  }
  await ask('CLOSE batches', []);
}
