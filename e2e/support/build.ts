import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '#lib/db/embedded-postgres';
import { applyMigrations } from '#lib/db/migrate';
import { buildIfChanged } from '#lib/stack/build';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of a PostgreSQL that was migrated, used by nobody and stopped (copy-postgres.ts). */
    migratedPostgres: string;
  }
}

/** What each of the drills' files, which run side by side, would do for itself. */
export async function setup({ provide }: TestProject): Promise<() => void> {
  await buildIfChanged(() => {});
  const dir = mkdtempSync(join(tmpdir(), 'plumbline-migrated-'));
  const postgres = await startEmbeddedPostgres(dir);
  await applyMigrations(postgres.url);
  await postgres.stop();
  provide('migratedPostgres', dir);
  return () => rmSync(dir, { recursive: true, force: true });
}
