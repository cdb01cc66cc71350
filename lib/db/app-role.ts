import 'server-only';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { toScramVerifier } from './scram-verifier.ts';

/** Of the embedded database. */
const role = 'plumbline_app';

/** Any number; the same in every process, so that two starts never grant at once. */
const advisoryLockKey = 7_586_233_402;

/**
 * Gives the running product a role of its own in the embedded database, with a new password at every
 * start.
 *
 * @param ownerUrl  of the database, with all its migrations
 * @returns the URL to run with; the password in it is a secret
 */
export async function createAppRole(ownerUrl: string): Promise<string> {
  const url = new URL(ownerUrl);
  [url.username, url.password] = [role, randomBytes(24).toString('base64url')];
  await grantAppRole(ownerUrl, url.href);
  return url.href;
}

/**
 * Lets the role of `appUrl` read and write rows, and makes it where there is none. It owns nothing:
 * tables, triggers and the audit's guards are out of its reach, and so is what a superuser may do on
 * the database's machine. Granted again after every migration, because the queue's tables are new then.
 *
 * @param ownerUrl  of the database, with all its migrations, by the role that owns them
 * @param appUrl    by the role that web and worker run as; its password is set to the one in it where
 *                  the owner may
 * @throws Error when the role may do more than that already; then nothing was changed
 */
export async function grantAppRole(ownerUrl: string, appUrl: string): Promise<void> {
  const { username, password } = new URL(appUrl);
  const name = decodeURIComponent(username);
  const client = new pg.Client({ connectionString: ownerUrl });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [advisoryLockKey]);
    await createRole(client, name, decodeURIComponent(password));
    const quoted = client.escapeIdentifier(name);
    for (const schema of ['public', 'graphile_worker']) {
      await client.query(grantRows(schema, quoted));
    }
    await client.query(
      `REVOKE INSERT, UPDATE, DELETE ON "_prisma_migrations" FROM ${quoted};
       REVOKE CREATE ON SCHEMA public FROM PUBLIC`,
    );
    await openQueue(client, name);
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}

async function createRole(client: pg.Client, name: string, password: string): Promise<void> {
  const quoted = client.escapeIdentifier(name);
  const verifier = client.escapeLiteral(toScramVerifier(password));
  const found = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [name]);
  if (found.rowCount === 0) {
    await client.query(`CREATE ROLE ${quoted} LOGIN PASSWORD ${verifier}`);
    return;
  }
  // Earlier versions gave the embedded database's role this right, for the queue's tables.
  if (name === role && (await isSuperuser(client))) {
    await client.query(`ALTER ROLE ${quoted} NOBYPASSRLS`);
  }
  await refuseMightyRole(client, name);
  if (await mayAlter(client, name)) {
    await client.query(`ALTER ROLE ${quoted} LOGIN PASSWORD ${verifier}`);
  }
}

async function refuseMightyRole(client: pg.Client, name: string): Promise<void> {
  const { rows } = await client.query<{ isMighty: boolean }>(
    `SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls
       OR pg_has_role(oid, current_user, 'MEMBER')
       OR EXISTS (SELECT FROM pg_class WHERE relowner = r.oid
            AND relnamespace::regnamespace::text IN ('public', 'graphile_worker')) AS "isMighty"
     FROM pg_roles r WHERE rolname = $1`,
    [name],
  );
  if (!rows[0]?.isMighty) return;
  throw new Error(
    `The role ${name} of DATABASE_URL may do more than read and write rows: it is or may act as the owner, has rights of its own, or owns tables.\n` +
      'Nothing was changed for it. Give DATABASE_URL a role that is there for nothing else, or leave OWNER_DATABASE_URL out.',
  );
}

async function isSuperuser(client: pg.Client): Promise<boolean> {
  const sql = 'SELECT FROM pg_roles WHERE rolname = current_user AND rolsuper';
  return (await client.query(sql)).rowCount === 1;
}

/** Asked first: a statement that fails is written to the server's log. */
async function mayAlter(client: pg.Client, name: string): Promise<boolean> {
  if (await isSuperuser(client)) return true;
  const { rowCount } = await client.query(
    `SELECT FROM pg_roles me, pg_roles it
     WHERE me.rolname = current_user AND me.rolcreaterole AND it.rolname = $1
       AND (current_setting('server_version_num')::int < 160000
         OR pg_has_role(me.oid, it.oid, 'MEMBER WITH ADMIN OPTION'))`,
    [name],
  );
  return rowCount === 1;
}

/** Also of tables to come, which a migration may bring while this role runs. */
function grantRows(schema: string, quoted: string): string {
  const tables = 'SELECT, INSERT, UPDATE, DELETE ON';
  const sequences = 'USAGE, SELECT ON';
  return `
    GRANT USAGE ON SCHEMA ${schema} TO ${quoted};
    GRANT ${tables} ALL TABLES IN SCHEMA ${schema} TO ${quoted};
    GRANT ${sequences} ALL SEQUENCES IN SCHEMA ${schema} TO ${quoted};
    ALTER DEFAULT PRIVILEGES IN SCHEMA ${schema} GRANT ${tables} TABLES TO ${quoted};
    ALTER DEFAULT PRIVILEGES IN SCHEMA ${schema} GRANT ${sequences} SEQUENCES TO ${quoted};`;
}

/** The queue's tables let nobody but their owner see a row, unless a policy says otherwise. */
async function openQueue(client: pg.Client, name: string): Promise<void> {
  const { rows } = await client.query<{ table: string }>(
    `SELECT oid::regclass::text AS "table" FROM pg_class
     WHERE relnamespace = 'graphile_worker'::regnamespace AND relkind IN ('r', 'p') AND relrowsecurity`,
  );
  const quoted = client.escapeIdentifier(name);
  for (const { table } of rows) {
    await client.query(
      `DROP POLICY IF EXISTS ${quoted} ON ${table};
       CREATE POLICY ${quoted} ON ${table} TO ${quoted} USING (true) WITH CHECK (true)`,
    );
  }
}
