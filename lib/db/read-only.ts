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
  const client = new pg.Client({
    connectionString: databaseUrl,
    statement_timeout: statementTimeoutMs,
  });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query("SET LOCAL TIME ZONE 'UTC'");
    return await read({
      rows: async (sql, values = []) => (await client.query(sql, [...values])).rows,
      batches: (sql, values) => readBatches(client, sql, values),
    });
  } finally {
    await client.end();
  }
}

async function* readBatches<Row>(
  client: pg.Client,
  sql: string,
  values: readonly unknown[],
): AsyncGenerator<Row[]> {
  await client.query(`DECLARE batches NO SCROLL CURSOR FOR ${sql}`, [...values]);
  for (;;) {
    const { rows } = await client.query(`FETCH ${batchSize} FROM batches`);
    if (rows.length > 0) yield rows as Row[];
    if (rows.length < batchSize) break;
  }
  await client.query('CLOSE batches');
}
