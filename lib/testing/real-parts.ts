import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { findFreePort } from '#lib/stack/free-port';
import { supervise } from '#lib/stack/supervise';
import { waitForUrl } from '#lib/stack/wait-for';

// Runs before each integration test file, and before anything of it is imported: a database of its
// own, cloned from the migrated template, and a sandbox of its own, so that the faults one file
// orders never strike another.
const admin = inject('postgresUrl');
const name = `test_${randomBytes(8).toString('hex')}`;
const sandboxDir = mkdtempSync(join(tmpdir(), 'plumbline-sandbox-'));
const sandboxPort = await findFreePort();
const sandboxUrl = `http://127.0.0.1:${sandboxPort}`;

const sandbox = supervise(
  {
    name: 'sandbox',
    args: [join('sandbox', 'main.ts')],
    env: {
      ...process.env,
      NODE_NO_WARNINGS: '1',
      DATA_DIR: sandboxDir,
      SANDBOX_PORT: String(sandboxPort),
      SANDBOX_INITIAL_DELAY_MS: '0',
      SANDBOX_HISTORICAL_DELAY_MS: '0',
    },
  },
  (reason) => {
    throw new Error(reason);
  },
);
await onServer(`CREATE DATABASE ${name} TEMPLATE template_app STRATEGY FILE_COPY`);
await waitForUrl(`${sandboxUrl}/_control/health`, 20_000);

const databaseUrl = new URL(admin);
databaseUrl.pathname = `/${name}`;
Object.assign(process.env, {
  DATABASE_URL: databaseUrl.href,
  // The least there may be: hundreds of people sign up here.
  PASSWORD_HASH_MIB: '19',
  // Tests write rows past everything that would note it.
  KEPT_FIGURES_MIB: '0',
  AUTH_SECRET: randomBytes(32).toString('base64url'),
  ENCRYPTION_KEYS: `test:${randomBytes(32).toString('base64url')}`,
  PLAID_CLIENT_ID: randomUUID(),
  PLAID_SECRET: 'test',
  PLAID_BASE_URL: sandboxUrl,
});

afterAll(async () => {
  const { closeDb } = await import('#lib/db/client');
  await closeDb();
  await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
  await sandbox.stop();
  rmSync(sandboxDir, { recursive: true, force: true });
});

async function onServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: admin });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
