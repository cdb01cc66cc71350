import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '#lib/db/embedded-postgres';
import { applyMigrations } from '#lib/db/migrate';
import { findFreePort } from '#lib/stack/free-port';
import { supervise } from '#lib/stack/supervise';
import { waitForUrl } from '#lib/stack/wait-for';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
    sandboxPort: number;
  }
}

/**
 * The real parts every integration test runs on: one PostgreSQL with a migrated template database,
 * from which each test file clones its own, and one sandbox, in which each file is a client of its
 * own.
 */
export default async function setUp({ provide }: TestProject): Promise<() => Promise<void>> {
  const dir = mkdtempSync(join(tmpdir(), 'plumbline-test-'));
  const postgres = await startEmbeddedPostgres(join(dir, 'postgres'), {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
  });
  await createTemplate(postgres.url);
  const sandboxPort = await findFreePort();
  const sandbox = supervise(
    {
      name: 'sandbox',
      args: [join('sandbox', 'main.ts')],
      env: {
        ...process.env,
        NODE_NO_WARNINGS: '1',
        DATA_DIR: dir,
        SANDBOX_PORT: String(sandboxPort),
        SANDBOX_INITIAL_DELAY_MS: '0',
        SANDBOX_HISTORICAL_DELAY_MS: '0',
      },
    },
    (reason) => {
      throw new Error(reason);
    },
  );
  await waitForUrl(`http://127.0.0.1:${sandboxPort}/_control/health`, 20_000);
  provide('postgresUrl', postgres.url);
  provide('sandboxPort', sandboxPort);
  return async () => {
    await sandbox.stop();
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
