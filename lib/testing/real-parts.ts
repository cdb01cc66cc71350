import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { beginAnew } from './begin-anew.ts';
import { openFreshSandbox } from './fresh-sandbox.ts';

// Runs before each integration test file, and before anything of it is imported: a process as if just
// started, a database of its own, cloned from the migrated template, and a sandbox of its own, so that the
// faults one file orders never strike another.
beginAnew();
const admin = inject('postgresUrl');
const name = `test_${randomBytes(8).toString('hex')}`;
const [sandboxUrl] = await Promise.all([
  openFreshSandbox(),
  onServer(`CREATE DATABASE ${name} TEMPLATE template_app STRATEGY FILE_COPY`),
]);

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
  const [{ closeDb }, { stopListening }] = await Promise.all([
    import('#lib/db/client'),
    import('#lib/db/listen'),
  ]);
  await Promise.all([closeDb(), stopListening()]);
  const { findWrongSums } = await import('./month-sums.ts');
  const wrong = await findWrongSums(databaseUrl.href);
  await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
  // Whatever a file does to rows, in whatever way, the sums that are kept of them follow.
  if (wrong.length > 0)
    throw new Error(`Sums are not what their rows come to: ${wrong.join(', ')}`);
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
