import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '#lib/db/embedded-postgres';
import { applyMigrations } from '#lib/db/migrate';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

/** One PostgreSQL with a migrated template database, from which each test file clones its own. */
export default async function setUp({ provide }: TestProject): Promise<() => Promise<void>> {
  const dir = mkdtempSync(join(tmpdir(), 'plumbline-test-'));
  const postgres = await startEmbeddedPostgres(join(dir, 'postgres'), {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    // Statistics that come at any moment, or never, have one query planned in several ways from run to run.
    autovacuum: 'off',
  });
  await createTemplate(postgres.url);
  provide('postgresUrl', postgres.url);
  return async () => {
    await postgres.stop();
    rmSync(dir, { recursive: true, force: true });
  };
}

async function createTemplate(postgresUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: postgresUrl });
  await client.connect();
  await client.query('CREATE DATABASE template_app');
  await client.end();
  const url = new URL(postgresUrl);
  url.pathname = '/template_app';
  await applyMigrations(url.href);
}
