import 'server-only';
import { grantAppRole } from '#lib/db/app-role';
import { applyMigrations } from '#lib/db/migrate';
import type { Env } from '#lib/env';

/**
 * Brings a database up to date, and with OWNER_DATABASE_URL gives the role of DATABASE_URL its rights
 * in it.
 *
 * @param url  by the role that owns the tables
 * @param say  a line for people about what it waits for
 * @returns the migrations applied now, by name
 * @throws Error when a migration fails, or when that role may do more than it should
 */
export async function migrateDatabase(
  url: string,
  settings: Pick<Env, 'OWNER_DATABASE_URL' | 'DATABASE_URL' | 'ALLOW_DESTRUCTIVE_MIGRATION'>,
  say: (line: string) => void,
): Promise<string[]> {
  const { OWNER_DATABASE_URL, DATABASE_URL, ALLOW_DESTRUCTIVE_MIGRATION: mayDestroy } = settings;
  const applied = await applyMigrations(url, { say, mayDestroy });
  if (OWNER_DATABASE_URL && DATABASE_URL) await grantAppRole(url, DATABASE_URL);
  return applied;
}
