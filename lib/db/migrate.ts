import 'server-only';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MigrationList } from '@prisma/schema-engine-wasm';
import { runMigrations as migrateQueue } from 'graphile-worker';
import {
  clearUnfinished,
  listApplied,
  listMigrationsIn,
  readScript,
  readScripts,
} from './migrate-history.ts';
import { type Patience, retryWhileBusy, usualPatience, withOneDeploy } from './migrate-patience.ts';
import { listMigrationNames, migrationsDir } from './migrate-status.ts';
import { refuseDestruction } from './refuse-destruction.ts';
import { withSchemaEngine } from './schema-engine.ts';

const schemaPath = join('prisma', 'schema.prisma');

/** Objects that the migrations make by hand and the Prisma schema does not know. */
const filters = { externalTables: [], externalEnums: [] };

type Options = {
  /** Where the migrations are, for tests. */
  dir?: string;
  /** In place of all there are, for a database that is to look as another one did. */
  only?: readonly string[];
  patience?: Patience;
  /** A line for people about what it waits for. */
  say?: (line: string) => void;
  /** Without asking for a backup: what would be lost is in one. */
  mayDestroy?: boolean;
};

/**
 * Applies every migration the database has not seen, and the job queue's own, one deploy at a time.
 * Rows are written to `_prisma_migrations` by Prisma's engine, so that `prisma migrate` and this
 * agree about what was applied. A file is applied whole or not at all, also when the process is
 * killed in it; what is busy is waited for shortly and asked for again (migrate-patience.ts).
 *
 * @returns the names applied now
 * @throws with the engine's message, that the database stayed busy, or that data would be deleted and
 *   there is no fresh backup of it; files before the one that
 *   failed stay applied, and the next call goes on from there
 */
export async function applyMigrations(
  databaseUrl: string,
  {
    dir = migrationsDir,
    only,
    patience = usualPatience,
    say = () => {},
    mayDestroy = false,
  }: Options = {},
): Promise<string[]> {
  const migrationsList = readMigrations(dir, only);
  const scripts = new Set(readScripts(migrationsList));
  return withOneDeploy(databaseUrl, { patience, say }, async (lock) => {
    const before = await listApplied(lock);
    if (!mayDestroy) await refuseDestruction(lock, before, listPending(migrationsList, before));
    await retryWhileBusy({ patience, say }, async () => {
      await clearUnfinished(lock, migrationsList);
      await withSchemaEngine(
        databaseUrl,
        readSchema(),
        (engine) => engine.applyMigrations({ migrationsList, filters }),
        { lockTimeoutMs: patience.lockTimeoutMs, scripts },
      );
    });
    await migrateQueue({ connectionString: databaseUrl });
    return (await listApplied(lock)).filter((name) => !before.includes(name));
  });
}

/** The SQL of those that are not applied yet, by name. */
function listPending(list: MigrationList, applied: readonly string[]): Map<string, string> {
  const names = list.migrationDirectories.map(({ path }) => path);
  const pending = names.filter((name) => !applied.includes(name));
  return new Map(pending.map((name) => [name, readScript(list, name) ?? '']));
}

/** SQL that would bring a database with all migrations to schema.prisma; null when they agree. */
export async function diffMigrations(databaseUrl: string): Promise<string | null> {
  const { exitCode, stdout } = await withSchemaEngine(databaseUrl, readSchema(), (engine) =>
    engine.diff({
      from: { tag: 'migrations', ...readMigrations(migrationsDir) },
      to: { tag: 'schemaDatamodel', files: [readSchema()] },
      script: true,
      exitCode: true,
      filters,
    }),
  );
  return exitCode === 0 ? null : (stdout ?? '');
}

/** Writes the next migration from the difference; returns its folder, or null when there is none. */
export async function createMigration(databaseUrl: string, name: string): Promise<string | null> {
  const sql = await diffMigrations(databaseUrl);
  if (sql === null) return null;
  const dir = join(migrationsDir, `${nextStamp()}_${name.replace(/\W+/g, '_').toLowerCase()}`);
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'migration.sql'), sql);
  return dir;
}

/** The time as 14 digits, but after every migration there is: names are the order they apply in. */
function nextStamp(): string {
  const now = Number(new Date().toISOString().replace(/\D/g, '').slice(0, 14));
  const last = Number(listMigrationNames().at(-1)?.slice(0, 14) ?? 0);
  return String(Math.max(now, last + 1));
}

function readSchema() {
  return { path: schemaPath, content: readFileSync(schemaPath, 'utf8') };
}

function readMigrations(
  dir: string,
  names: readonly string[] = listMigrationsIn(dir),
): MigrationList {
  return {
    baseDir: dir,
    shadowDbInitScript: '',
    lockfile: {
      path: 'migration_lock.toml',
      content: readFileSync(join(dir, 'migration_lock.toml'), 'utf8'),
    },
    migrationDirectories: names.map((path) => ({
      path,
      migrationFile: {
        path: 'migration.sql',
        content: {
          tag: 'ok',
          value: readFileSync(join(dir, path, 'migration.sql'), 'utf8'),
        },
      },
    })),
  };
}
