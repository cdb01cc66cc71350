import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#lib/db/embedded-postgres';
import { runSql } from './support/debian-postgres.ts';
import { expectTruth, linkBank, query, sandbox, waitForState } from './support/drill.ts';
import { provideDrillStack } from './support/fail-points.ts';
import { expectAcknowledgedKept, listAttempts } from './support/kept-webhooks.ts';
import { mountSmallDisk } from './support/small-disk.ts';

// PostgreSQL's disk runs full while a bank delivers: nothing that was acknowledged is lost, nothing is
// half there, people are told what happened, and once there is room everything goes on by itself.
// Where nobody may mount a disk, PostgreSQL is made to say at each insert what it says of a full one.

const disk = mountSmallDisk(256);
const dir = disk?.dir ?? mkdtempSync(join(tmpdir(), 'plumbline-full-'));
let postgres: EmbeddedPostgres;

beforeAll(async () => {
  // Little of the log is kept: all the rest of the disk is the filler's.
  const small = { max_wal_size: '64MB', min_wal_size: '32MB' };
  postgres = await startEmbeddedPostgres(join(dir, 'postgres'), small);
});
// Registered before the stack's own, and so run after it.
afterAll(async () => {
  await postgres?.stop();
  disk?.remove();
  rmSync(dir, { recursive: true, force: true });
});
const drill = provideDrillStack(() => {
  const app = new URL(postgres.url);
  [app.username, app.password] = ['plumbline_app', 'of-this-drill-alone'];
  return { DATABASE_URL: app.href, OWNER_DATABASE_URL: postgres.url };
});

async function fill(): Promise<void> {
  if (!disk) return void (await runSql(postgres.url, sayFull));
  // What was written before is on the disk, and the log has a whole file to write to: a log that runs
  // full ends PostgreSQL, which is another drill's.
  await runSql(postgres.url, 'SELECT pg_switch_wal()');
  await runSql(postgres.url, 'CHECKPOINT');
  disk.fill();
}

async function makeRoom(): Promise<void> {
  if (disk) disk.makeRoom();
  else await runSql(postgres.url, 'DROP FUNCTION disk_is_full CASCADE');
}

const sayFull = `
  CREATE FUNCTION disk_is_full() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'No space left on device' USING ERRCODE = 'disk_full'; END $$;
  DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
      EXECUTE format('CREATE TRIGGER a_full BEFORE INSERT ON %I EXECUTE FUNCTION disk_is_full()', name);
    END LOOP;
  END $$`;

it('full in webhook intake and in a sync: nothing is lost, people are told, and it goes on by itself', async () => {
  const stack = drill.stack();
  const linked = await linkBank(stack);
  const { visitor, itemId, plaidItemId } = linked;
  const before = await countRows();
  const ready = () => visitor.send('GET', '/api/health/ready').then(({ status }) => status);
  expect(await ready()).toBe(200);

  await fill();
  // More than any table has room for in the pages it has.
  const add = Array.from({ length: 900 }, (_, index) => ({ amount: 1, name: `Row ${index}` }));
  await sandbox(stack, `/_control/items/${plaidItemId}/transactions`, { add });
  await vi.waitFor(
    async () => {
      const said = { webhookCode: 'SYNC_UPDATES_AVAILABLE' };
      await sandbox(stack, `/_control/items/${plaidItemId}/webhooks`, said);
      expect((await listAttempts(stack, plaidItemId)).map(({ status }) => status)).toContain(503);
    },
    { timeout: 20_000, interval: 20 },
  );
  await visitor.ask('POST', `/api/items/${itemId}/sync`, {}).catch(() => {});

  const refused = await writeUntilRefused();
  expect(refused).toMatchObject({
    status: 503,
    error: { code: 'unavailable', message: expect.stringContaining('The server’s disk is full') },
  });
  expect((await visitor.send('GET', '/api/transactions?limit=50')).status).toBe(200);
  if (disk) await vi.waitFor(async () => expect(await ready()).toBe(503), { timeout: 15_000 });
  expect(await countRows()).toBe(before);

  await makeRoom();
  await expectTruth(stack, plaidItemId);
  expect(await countRows()).toBe(before + add.length);
  await waitForState(visitor, itemId, 'healthy');
  await vi.waitFor(async () => expect(await ready()).toBe(200), { timeout: 15_000 });
  await expectAcknowledgedKept(stack, plaidItemId);
  await expectTiesOut();

  async function writeUntilRefused() {
    const { items } = await visitor.ask<{ items: { id: string }[] }>(
      'GET',
      '/api/transactions?limit=100',
    );
    for (const { id } of items) {
      const note = randomBytes(700).toString('base64url');
      const response = await visitor.send('PATCH', `/api/transactions/${id}`, { note });
      if (!response.ok) return { status: response.status, ...(await response.json()) };
    }
    return null;
  }

  async function countRows(): Promise<number> {
    const [row] = await query<{ count: number }>(
      stack,
      `SELECT count(*)::int AS count FROM "Transaction" WHERE "itemId" = '${itemId}'`,
    );
    return row?.count ?? 0;
  }

  async function expectTiesOut(): Promise<void> {
    type Account = { tieOut: { status: string } | null };
    const { items } = await visitor.ask<{ items: Account[] }>('GET', '/api/accounts');
    const found = items.map(({ tieOut }) => tieOut?.status);
    expect(found).toContain('ties_out');
    expect(found).not.toContain('off');
  }
});
