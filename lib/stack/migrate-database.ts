import 'server-only';
import { grantAppRole } from '#lib/db/app-role';
import { applyMigrations } from '#lib/db/migrate';
import type { Env } from '#lib/env';

/**
 * Brings a database up to date, and with OWNER_DATABASE_URL gives the role of DATABASE_URL its rights
 * in it.
 *
 * @param url  by the role that owns the tables
 * @returns the migrations applied now, by name
 * @throws Error when a migration fails, or when that role may do more than it should
 */
export async function migrateDatabase(
  url: string,
  { OWNER_DATABASE_URL, DATABASE_URL }: Pick<Env, 'OWNER_DATABASE_URL' | 'DATABASE_URL'>,
): Promise<string[]> {
  const applied = await applyMigrations(url);
  if (OWNER_DATABASE_URL && DATABASE_URL) await grantAppRole(url, DATABASE_URL);
  return applied;
}
