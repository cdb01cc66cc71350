import pg from 'pg';
import { integrityChecks } from '#lib/integrity/checks';

/** What of the sums by month is not what its rows come to, by the check that the doctor makes. */
export async function findWrongSums(databaseUrl: string): Promise<string[]> {
  const check = integrityChecks.find(({ violations }) => violations.includes('"MonthSum"'));
  if (!check) throw new Error('Nothing holds the sums by month against their rows.');
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ subject: string }>(check.violations);
    return rows.map(({ subject }) => subject);
  } finally {
    await client.end();
  }
}
