import 'server-only';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { toScramVerifier } from './scram-verifier.ts';

/**
 * Gives the worker a role of its own in the embedded database's server, under which backups are proven: it
 * may create databases and owns those it made. In the product's database it may read and write no row, so that
 * whatever goes wrong in a drill goes wrong elsewhere. Its password is new at every start.
 *
 * @param ownerUrl  of the product's database, by a superuser
 * @param role  for tests, which share a server
 * @returns the URL to prove backups with; the password in it is a secret
 */
export async function createDrillRole(ownerUrl: string, role = 'plumbline_drill'): Promise<string> {
  const url = new URL(ownerUrl);
  [url.username, url.password] = [role, randomBytes(24).toString('base64url')];
  url.pathname = '/postgres';
  const client = new pg.Client({ connectionString: ownerUrl });
  client.on('error', () => {});
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
    if (rowCount === 0) await client.query(`CREATE ROLE ${role}`);
    const verifier = client.escapeLiteral(toScramVerifier(url.password));
    await client.query(`
      ALTER ROLE ${role} LOGIN CREATEDB NOSUPERUSER NOCREATEROLE NOREPLICATION NOBYPASSRLS
        CONNECTION LIMIT 8 PASSWORD ${verifier}`);
  } finally {
    await client.end();
  }
  return url.href;
}
