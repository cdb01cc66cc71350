import 'server-only';
import { connectForTables, type TableConnection } from '#lib/db/copy-tables';
import { BackupError } from './backup-error.ts';
import { quote } from './tables.ts';

const namedLimit = 5;
/** What migrating leaves in a database that nobody has used. */
const bookkeeping = ['public._prisma_migrations', 'graphile_worker.migrations'];

/**
 * Makes sure that a backup may go into this database: that nothing is in it. Tables without a single row, as
 * a restore leaves them that was killed, are nothing, and are taken away.
 *
 * @throws BackupError that names what is there; nothing was changed then
 */
export async function requireEmpty(connection: TableConnection): Promise<void> {
  const tables = await connection.rows<{ schema: string; name: string }>(`
    SELECT n.nspname AS "schema", c.relname AS "name"
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'm', 'f') AND n.nspname <> 'information_schema'
      AND n.nspname NOT LIKE 'pg\\_%'
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass
        AND d.objid = c.oid AND d.deptype = 'e')
    ORDER BY 1, 2`);
  if (tables.length === 0) return;
  const isOurs = tables.some(({ name }) => name === '_prisma_migrations');
  const full: string[] = [];
  for (const { schema, name } of tables) {
    if (isOurs && bookkeeping.includes(`${schema}.${name}`)) continue;
    const isForeign = !isOurs || !['public', 'graphile_worker'].includes(schema);
    if (isForeign || (await hasRows(connection, schema, name))) full.push(`${schema}.${name}`);
  }
  if (full.length === 0) return emptyDatabase(connection);
  const named = full.slice(0, namedLimit).join(', ');
  const more = full.length > namedLimit ? ` and ${full.length - namedLimit} more` : '';
  throw new BackupError(
    `The database is not empty (${named}${more}). A backup goes into an empty one alone; nothing was changed. See docs/backup.md.`,
  );
}

/** What may not be looked into counts as full: somebody else's it is for sure. */
async function hasRows({ rows }: TableConnection, schema: string, name: string): Promise<boolean> {
  const table = `${quote(schema)}.${quote(name)}`;
  const [right] = await rows<{ may: boolean }>(
    `SELECT has_schema_privilege($2, 'USAGE') AND has_table_privilege(c.oid, 'SELECT') AS "may"
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relname = $1 AND n.nspname = $2`,
    [name, schema],
  );
  return !right?.may || (await rows(`SELECT FROM ${table} LIMIT 1`)).length > 0;
}

/** Takes away all that a restore makes. Only for a database that held nothing before it. */
export async function dropContents(databaseUrl: string): Promise<void> {
  const connection = await connectForTables(databaseUrl);
  try {
    await emptyDatabase(connection);
  } finally {
    await connection.end();
  }
}

async function emptyDatabase({ rows }: TableConnection): Promise<void> {
  await rows(`
    BEGIN;
    DROP SCHEMA IF EXISTS public CASCADE;
    DROP SCHEMA IF EXISTS graphile_worker CASCADE;
    CREATE SCHEMA public;
    GRANT USAGE ON SCHEMA public TO PUBLIC;
    COMMIT`);
}
