import 'server-only';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MigrationList } from '@prisma/schema-engine-wasm';
import { runMigrations as migrateQueue } from 'graphile-worker';
import pg from 'pg';
import { listMigrationNames, migrationsDir } from './migrate-status.ts';
import { withSchemaEngine } from './schema-engine.ts';

const schemaPath = join('prisma', 'schema.prisma');

/** Any number; the same in every process, so that two starts never migrate at once. */
const advisoryLockKey = 7_586_233_401;

/** Objects that the migrations make by hand and the Prisma schema does not know. */
const filters = { externalTables: [], externalEnums: [] };

/**
 * Applies every migration the database has not seen, and the job queue's own, under an advisory
 * lock. Rows are written to `_prisma_migrations` by Prisma's engine, so that `prisma migrate` and
 * this agree about what was applied.
 *
 * @returns the names applied now
 * @throws with the engine's message (P3009 when an earlier migration failed half-way)
 */
export async function applyMigrations(databaseUrl: string): Promise<string[]> {
  const lock = new pg.Client({ connectionString: databaseUrl });
  lock.on('error', () => {});
  await lock.connect();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [advisoryLockKey]);
    const { appliedMigrationNames } = await withSchemaEngine(databaseUrl, readSchema(), (engine) =>
      engine.applyMigrations({ migrationsList: readMigrations(), filters }),
    );
    await migrateQueue({ connectionString: databaseUrl });
    return appliedMigrationNames;
  } finally {
    await lock.end();
  }
}

/** SQL that would bring a database with all migrations to schema.prisma; null when they agree. */
export async function diffMigrations(databaseUrl: string): Promise<string | null> {
  const { exitCode, stdout } = await withSchemaEngine(databaseUrl, readSchema(), (engine) =>
    engine.diff({
      from: { tag: 'migrations', ...readMigrations() },
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

function readMigrations(): MigrationList {
  return {
    baseDir: migrationsDir,
    shadowDbInitScript: '',
    lockfile: {
      path: 'migration_lock.toml',
      content: readFileSync(join(migrationsDir, 'migration_lock.toml'), 'utf8'),
    },
    migrationDirectories: listMigrationNames().map((path) => ({
      path,
      migrationFile: {
        path: 'migration.sql',
        content: {
          tag: 'ok',
          value: readFileSync(join(migrationsDir, path, 'migration.sql'), 'utf8'),
        },
      },
    })),
  };
}
