import 'server-only';
import pg from 'pg';

export type ReadRows = <Row>(sql: string) => Promise<Row[]>;

/**
 * Runs `read` in one snapshot of a database that nothing can be written to meanwhile through it.
 *
 * @param statementTimeoutMs  for each statement
 */
export async function readSnapshot<Value>(
  databaseUrl: string,
  statementTimeoutMs: number,
  read: (rows: ReadRows) => Promise<Value>,
): Promise<Value> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    statement_timeout: statementTimeoutMs,
  });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    return await read(async (sql) => (await client.query(sql)).rows);
  } finally {
    await client.end();
  }
}
