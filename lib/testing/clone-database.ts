import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, inject } from 'vitest';

// Runs before each integration test file, and before anything of it is imported: a database of its
// own, cloned from the migrated template, and a client id of its own at the sandbox.
const admin = inject('postgresUrl');
const name = `test_${randomBytes(8).toString('hex')}`;

await onServer(`CREATE DATABASE ${name} TEMPLATE template_app STRATEGY FILE_COPY`);
const url = new URL(admin);
url.pathname = `/${name}`;

Object.assign(process.env, {
  DATABASE_URL: url.href,
  AUTH_SECRET: randomBytes(32).toString('base64url'),
  ENCRYPTION_KEYS: `test:${randomBytes(32).toString('base64url')}`,
  PLAID_CLIENT_ID: randomUUID(),
  PLAID_SECRET: 'test',
  PLAID_BASE_URL: `http://127.0.0.1:${inject('sandboxPort')}`,
});

afterAll(async () => {
  const { closeDb } = await import('#lib/db/client');
  await closeDb();
  await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
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
