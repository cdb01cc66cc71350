import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#lib/db/embedded-postgres';
import { checkIntegrity } from '#lib/integrity/check-integrity';
import { expectTruth, linkBank, sandbox } from './support/drill.ts';
import { provideDrillStack } from './support/fail-points.ts';
import { listen } from './support/listen.ts';
import { findPgbouncer, poolSize, startPgbouncer } from './support/pgbouncer.ts';

// Between the product and its database stands a pooler that gives each transaction another
// connection. What listens goes past it.

describe.skipIf(findPgbouncer() === null)('behind a transaction pooler', () => {
  const dir = mkdtempSync(join(tmpdir(), 'plumbline-pooler-'));
  let postgres: EmbeddedPostgres | undefined;
  let pooler: ChildProcess | undefined;
  let urls = { DATABASE_URL: '', DIRECT_DATABASE_URL: '', OWNER_DATABASE_URL: '' };

  beforeAll(async () => {
    postgres = await startEmbeddedPostgres(join(dir, 'postgres'));
    const direct = new URL(postgres.url);
    [direct.username, direct.password] = ['plumbline_app', 'of-this-drill-alone'];
    const started = await startPgbouncer(dir, direct.href);
    pooler = started.process;
    urls = {
      DATABASE_URL: started.url,
      DIRECT_DATABASE_URL: direct.href,
      OWNER_DATABASE_URL: postgres.url,
    };
  });
  // Registered before the stack's own, and so run after it.
  afterAll(async () => {
    pooler?.kill('SIGKILL');
    await postgres?.stop();
    rmSync(dir, { recursive: true, force: true });
  });
  const drill = provideDrillStack(() => urls);

  it('signs up, links, syncs, tells the open page, and checks itself', async () => {
    const stack = drill.stack();
    const { visitor, plaidItemId } = await linkBank(stack);
    await expectTruth(stack, plaidItemId);
    const page = await listen(visitor);
    const add = Array.from({ length: 700 }, (_, index) => ({
      amount: index,
      name: `Row ${index}`,
    }));
    await sandbox(stack, `/_control/items/${plaidItemId}/transactions`, { add });
    await vi.waitFor(() => expect(page.events()).toContain('transactions'), {
      timeout: 30_000,
      interval: 50,
    });
    await page.close();
    await expectTruth(stack, plaidItemId);
    // It sets a time limit of its own, which a connection through a pooler may not at its start.
    const results = await checkIntegrity(urls.DATABASE_URL);
    expect(results.filter(({ violations }) => violations.length > 0)).toEqual([]);
    expect(await listChannels(urls.DATABASE_URL)).toEqual([]);
  });
});

/** What the pooler's own connections listen to: nobody would ever hear it. */
async function listChannels(databaseUrl: string): Promise<unknown[]> {
  const clients = Array.from(
    { length: poolSize },
    () => new pg.Client({ connectionString: databaseUrl }),
  );
  const heard: unknown[] = [];
  try {
    // All at once in a transaction each, so that each has a connection of its own.
    for (const client of clients) {
      await client.connect();
      await client.query('BEGIN');
      heard.push(...(await client.query('SELECT pg_listening_channels()')).rows);
    }
    return heard;
  } finally {
    for (const client of clients) await client.end();
  }
}
