import 'server-only';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Folder of the migrations, from the working directory every process runs in. */
export const migrationsDir = join('prisma', 'migrations');

/** Names of all migrations on disk, in order. */
export function listMigrationNames(): string[] {
  if (!existsSync(migrationsDir)) return [];
  return readdirSync(migrationsDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** True when every migration on disk has been applied and none is half-applied. */
export async function isMigrated(query: ReadNames): Promise<boolean> {
  return (await listMissingMigrations(query)).length === 0;
}

type ReadNames = (sql: string) => Promise<{ name: string }[]>;

/** Names of the migrations on disk that the database lacks, or has by half. */
export async function listMissingMigrations(query: ReadNames): Promise<string[]> {
  const applied = await query(
    `SELECT migration_name AS name FROM _prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
  );
  const names = new Set(applied.map((row) => row.name));
  return listMigrationNames().filter((name) => !names.has(name));
}
