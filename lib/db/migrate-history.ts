import 'server-only';
import { readdirSync } from 'node:fs';
import type { MigrationList } from '@prisma/schema-engine-wasm';
import type pg from 'pg';
import { scriptKey } from './migrate-patience.ts';

/**
 * Names of the migrations in any folder, in order. The app itself asks `listMigrationNames`: a folder
 * that is told would have its build take the whole project along.
 */
export function listMigrationsIn(dir: string): string[] {
  const entries = readdirSync(dir, { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() ? entry.name : [])).sort();
}

/** Names of what is applied; none when the database has never been migrated. */
export async function listApplied(client: pg.Client): Promise<string[]> {
  if (!(await hasHistory(client))) return [];
  const { rows } = await client.query<{ name: string }>(
    `SELECT "migration_name" AS "name" FROM "_prisma_migrations"
     WHERE "finished_at" IS NOT NULL AND "rolled_back_at" IS NULL ORDER BY 1`,
  );
  return rows.map((row) => row.name);
}

/**
 * Has what was begun and not finished count as rolled back, as `prisma migrate resolve --rolled-back`
 * does, so that it is applied again. A file is one transaction that also marks itself as finished, so
 * that nothing of it is there; an index that was built concurrently is the exception, and is dropped,
 * because PostgreSQL leaves one behind that it does not use.
 *
 * @throws as for any lock that is not available in time while PostgreSQL still works at what a killed
 *   process sent it
 */
export async function clearUnfinished(client: pg.Client, list: MigrationList): Promise<void> {
  if (!(await hasHistory(client))) return;
  const { rows } = await client.query<{ name: string }>(
    `SELECT "migration_name" AS "name" FROM "_prisma_migrations"
     WHERE "finished_at" IS NULL AND "rolled_back_at" IS NULL`,
  );
  if (rows.length === 0) return;
  await client.query('SELECT pg_advisory_lock($1)', [scriptKey]);
  for (const { name } of rows) {
    const index = findConcurrentIndex(readScript(list, name) ?? '');
    if (index !== null) await client.query(`DROP INDEX CONCURRENTLY IF EXISTS "${index}"`);
    await client.query(
      `UPDATE "_prisma_migrations" SET "rolled_back_at" = now()
       WHERE "migration_name" = $1 AND "finished_at" IS NULL AND "rolled_back_at" IS NULL`,
      [name],
    );
  }
  await client.query('SELECT pg_advisory_unlock($1)', [scriptKey]);
}

/**
 * The index that a migration builds without keeping anybody from writing; null for all others. Such a
 * statement cannot be in a transaction, so it is alone in its file.
 *
 * @throws when it is not, or when the index has no name to drop it by
 */
export function findConcurrentIndex(script: string): string | null {
  const statements = script
    .replace(/--.*$/gm, '')
    .split(';')
    .map((each) => each.trim())
    .filter((each) => each !== '');
  if (!statements.some((each) => /\bINDEX\s+CONCURRENTLY\b/i.test(each))) return null;
  const [only = '', ...others] = statements;
  const name = /^CREATE\s+(?:UNIQUE\s+)?INDEX\s+CONCURRENTLY\s+"(\w+)"\s+ON\s/i.exec(only)?.[1];
  if (name && others.length === 0) return name;
  throw new Error(
    'An index that is built concurrently is alone in its migration, as ' +
      'CREATE INDEX CONCURRENTLY "Name" ON "Table" …',
  );
}

/** The SQL of all of them. */
export function readScripts(list: MigrationList): string[] {
  return list.migrationDirectories.flatMap(({ path }) => readScript(list, path) ?? []);
}

/** The SQL of one. */
export function readScript(list: MigrationList, name: string): string | undefined {
  const found = list.migrationDirectories.find(({ path }) => path === name);
  const content = found?.migrationFile.content;
  return content?.tag === 'ok' ? content.value : undefined;
}

async function hasHistory(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>(
    `SELECT to_regclass('"_prisma_migrations"') IS NOT NULL AS there`,
  );
  return rows[0]?.there === true;
}
