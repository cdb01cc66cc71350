import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#lib/db/embedded-postgres';
import { runSql } from './support/debian-postgres.ts';
import { expectTruth, linkBank, query, sandbox, waitForState } from './support/drill.ts';
import { provideDrillStack } from './support/fail-points.ts';
import { expectAcknowledgedKept, listAttempts } from './support/kept-webhooks.ts';
import { mountSmallDisk } from './support/small-disk.ts';
import { TcpProxy } from './support/tcp-proxy.ts';

// The disk of PostgreSQL's write-ahead log runs full, and it is not the disk of the tables: PostgreSQL
// then ends itself, in the middle of whatever it does, and again whenever it tries to write. There is no
// milder way to try it: only a disk that is full makes it panic.

const disk = mountSmallDisk(96);
/** The log needs a few files of 16 MB to be able to begin. */
const small = { max_wal_size: '64MB', min_wal_size: '32MB' };

describe.skipIf(!disk)('a write-ahead log without room', () => {
  const dir = mkdtempSync(join(tmpdir(), 'plumbline-log-'));
  const proxy = new TcpProxy();
  let postgres: EmbeddedPostgres | undefined;
  let said = '';
  let urls = { DATABASE_URL: '', OWNER_DATABASE_URL: '' };

  beforeAll(async () => {
    const made = await startEmbeddedPostgres(join(dir, 'postgres'), small);
    await made.stop();
    const log = join(dir, 'postgres', 'data', 'pg_wal');
    const away = join(disk?.dir ?? '', 'pg_wal');
    cpSync(log, away, { recursive: true });
    rmSync(log, { recursive: true });
    symlinkSync(away, log);
    const port = await proxy.listen();
    const owner = new URL(await start());
    owner.port = String(port);
    const app = new URL(owner);
    [app.username, app.password] = ['plumbline_app', 'of-this-drill-alone'];
    urls = { DATABASE_URL: app.href, OWNER_DATABASE_URL: owner.href };
  });
  // Registered before the stack's own, and so run after it.
  afterAll(async () => {
    proxy.close();
    await postgres?.stop();
    disk?.remove();
    rmSync(dir, { recursive: true, force: true });
  });
  const drill = provideDrillStack(() => urls);

  /** As a supervisor of it would. */
  async function start(): Promise<string> {
    postgres = await startEmbeddedPostgres(join(dir, 'postgres'), small);
    postgres.process.stderr?.on('data', (chunk) => {
      said += chunk;
    });
    proxy.target = Number(new URL(postgres.url).port);
    return postgres.url;
  }

  it('ends PostgreSQL under load: nothing acknowledged is lost, and all goes on once there is room', async () => {
    const stack = drill.stack();
    const { visitor, itemId, plaidItemId } = await linkBank(stack);
    const before = await countRows();
    const ready = () => visitor.send('GET', '/api/health/ready').then(({ status }) => status);
    expect(await ready()).toBe(200);

    disk?.fill();
    const add = Array.from({ length: 900 }, (_, index) => ({ amount: 1, name: `Row ${index}` }));
    await sandbox(stack, `/_control/items/${plaidItemId}/transactions`, { add });
    await vi.waitFor(
      async () => {
        await sandbox(stack, `/_control/items/${plaidItemId}/webhooks`, {
          webhookCode: 'SYNC_UPDATES_AVAILABLE',
        });
        // What there was of the log is used up, and the next file of it finds no room.
        await runSql(postgres?.url ?? '', 'SELECT pg_switch_wal()').catch(() => {});
        expect(said).toMatch(/PANIC:.*pg_wal.*No space left on device/);
        expect((await listAttempts(stack, plaidItemId)).map(({ status }) => status)).toContain(503);
      },
      { timeout: 60_000, interval: 20 },
    );
    const refused = await vi.waitFor(
      async () => {
        const response = await visitor.send('POST', '/api/tags', { name: `Tag ${Math.random()}` });
        expect(response.status).toBe(503);
        return response.json();
      },
      { timeout: 30_000, interval: 50 },
    );
    expect(refused).toMatchObject({
      error: { code: 'unavailable', message: expect.stringContaining('Nothing') },
    });
    process.stdout.write(`log-full: people read: ${JSON.stringify(refused)}\n`);
    await vi.waitFor(async () => expect(await ready()).toBe(503), { timeout: 15_000 });

    disk?.makeRoom();
    if (postgres?.process.exitCode !== null || postgres.process.signalCode !== null) await start();
    await expectTruth(stack, plaidItemId);
    expect(await countRows()).toBe(before + add.length);
    await waitForState(visitor, itemId, 'healthy');
    await vi.waitFor(async () => expect(await ready()).toBe(200), { timeout: 15_000 });
    const told = await expectAcknowledgedKept(stack, plaidItemId);
    process.stdout.write(`log-full: ${JSON.stringify(told)}\n`);

    async function countRows(): Promise<number> {
      const sql = `SELECT count(*)::int AS count FROM "Transaction" WHERE "itemId" = '${itemId}'`;
      const [row] = await query<{ count: number }>(stack, sql);
      return row?.count ?? 0;
    }
  });
});
