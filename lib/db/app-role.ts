import 'server-only';
import { randomBytes } from 'node:crypto';
import pg from 'pg';

const role = 'plumbline_app';

/**
 * Gives the running product a role of its own in the embedded database: it reads and writes rows, and
 * owns nothing. Tables, triggers and the audit's guards are out of its reach, and so is what a
 * superuser may do on the machine. Its password is new with every start.
 *
 * The queue's tables let nobody but their owner see a row (row level security without policies), which
 * BYPASSRLS is for; no table of ours uses that.
 *
 * @param ownerUrl  of the database, with all its migrations
 * @returns the URL to run with; the password in it is a secret
 */
export async function createAppRole(ownerUrl: string): Promise<string> {
  const password = randomBytes(24).toString('base64url');
  const client = new pg.Client({ connectionString: ownerUrl });
  client.on('error', () => {});
  await client.connect();
  try {
    const found = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
    if (found.rowCount === 0) await client.query(`CREATE ROLE ${role}`);
    await client.query(`
      ALTER ROLE ${role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION BYPASSRLS
        PASSWORD ${client.escapeLiteral(password)};
      ${['public', 'graphile_worker'].map(grantRows).join('')}
      REVOKE INSERT, UPDATE, DELETE ON "_prisma_migrations" FROM ${role};`);
  } finally {
    await client.end();
  }
  const url = new URL(ownerUrl);
  [url.username, url.password] = [role, password];
  return url.href;
}

/** Also of tables to come, which a migration by command may bring while this role runs. */
function grantRows(schema: string): string {
  const tables = 'SELECT, INSERT, UPDATE, DELETE ON';
  const sequences = 'USAGE, SELECT ON';
  return `
    GRANT USAGE ON SCHEMA ${schema} TO ${role};
    GRANT ${tables} ALL TABLES IN SCHEMA ${schema} TO ${role};
    GRANT ${sequences} ALL SEQUENCES IN SCHEMA ${schema} TO ${role};
    ALTER DEFAULT PRIVILEGES IN SCHEMA ${schema} GRANT ${tables} TABLES TO ${role};
    ALTER DEFAULT PRIVILEGES IN SCHEMA ${schema} GRANT ${sequences} SEQUENCES TO ${role};`;
}
