import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findRunningPostgres } from '#lib/db/embedded-postgres';
import { findFreePort } from '#lib/stack/free-port';
import { type Stack, startStack } from '#lib/stack/stack';
import { copyPostgres } from './support/copy-postgres.ts';
import {
  connect,
  expectTruth,
  linkBank,
  query,
  sandbox,
  Visitor,
  waitForState,
} from './support/drill.ts';

// The whole product as `npm start` runs it, on real data with fsync on, and kill -9 for each of its
// processes: what was committed stays, nothing is doubled, and it goes on by itself or at the next
// start.

let dir: string;
let ports: [string, string];
let stack: Stack | null = null;
let failures: string[] = [];

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'plumbline-drill-'));
  ports = [String(await findFreePort()), String(await findFreePort())];
  failures = [];
});
afterEach(async () => {
  await stack?.stop();
  stack = null;
  rmSync(dir, { recursive: true, force: true });
});

async function start(over: { dataDir?: string; ports?: [string, string] } = {}): Promise<Stack> {
  const [port, sandboxPort] = over.ports ?? ports;
  const { PATH, HOME } = process.env;
  const dataDir = over.dataDir ?? dir;
  if (!existsSync(join(dataDir, 'postgres'))) copyPostgres(dataDir);
  return startStack(
    {
      NODE_ENV: 'production',
      PATH,
      HOME,
      LOG_LEVEL: 'silent',
      DATA_DIR: dataDir,
      PORT: port,
      SANDBOX_PORT: sandboxPort,
      PASSWORD_HASH_MIB: '19',
      SYNC_LEASE_SECONDS: '3',
    },
    { mode: 'start', say: () => {}, onFailure: (reason) => failures.push(reason) },
  );
}

function kill(name: string): void {
  const pid = stack?.pidOf(name);
  if (!pid) throw new Error(`${name} does not run.`);
  process.kill(pid, 'SIGKILL');
}

const newRows = (count: number) => ({
  add: Array.from({ length: count }, (_, index) => ({ amount: index + 1, name: `Row ${index}` })),
});

describe('kill -9', () => {
  it('of the worker in the middle of a sync: the next one finishes it', async () => {
    stack = await start();
    const { visitor, itemId, plaidItemId } = await linkBank(stack);
    await sandbox(stack, '/_control/faults', {
      path: '/transactions/sync',
      itemId: plaidItemId,
      times: 1,
      after: 1,
      delayMs: 6_000,
    });
    const edits = { ...newRows(700), webhook: false };
    await sandbox(stack, `/_control/items/${plaidItemId}/transactions`, edits);
    await visitor.ask('POST', `/api/items/${itemId}/sync`, {});
    const running = stack;
    await vi.waitFor(
      async () => {
        const [item] = await query<{ leased: boolean }>(
          running,
          `SELECT "leaseUntil" IS NOT NULL AS leased FROM "Item"`,
        );
        expect(item?.leased).toBe(true);
      },
      { timeout: 10_000, interval: 20 },
    );
    kill('worker');
    await expectTruth(stack, plaidItemId);
    await waitForState(visitor, itemId, 'healthy');
    expect(failures).toEqual([]);
  });

  it('of the web server: it comes back, the session and the data with it', async () => {
    stack = await start();
    const { visitor, plaidItemId } = await linkBank(stack);
    const before = await visitor.ask('GET', '/api/transactions?limit=200');
    kill('web');
    // What the bank says while nobody listens is told again.
    await sandbox(stack, `/_control/items/${plaidItemId}/transactions`, newRows(3));
    await vi.waitFor(
      async () => expect((await visitor.send('GET', '/api/items')).status).toBe(200),
      {
        timeout: 30_000,
        interval: 100,
      },
    );
    await expectTruth(stack, plaidItemId);
    expect(await visitor.ask('GET', '/api/transactions?limit=200')).not.toEqual(before);
    expect(failures).toEqual([]);
  });

  it('of PostgreSQL: everything stops, and the next start continues', async () => {
    stack = await start();
    const { visitor, itemId, plaidItemId } = await linkBank(stack);
    const before = await visitor.ask('GET', '/api/transactions?limit=200');
    kill('postgres');
    await vi.waitFor(() => expect(failures.join()).toContain('PostgreSQL ended'));
    // What the bank says meanwhile is kept by it and told again.
    await sandbox(stack, `/_control/items/${plaidItemId}/transactions`, newRows(3));
    await stack.stop();

    stack = await start();
    expect((await visitor.send('GET', '/api/items')).status).toBe(200);
    const after = await visitor.ask<{ items: unknown[] }>('GET', '/api/transactions?limit=200');
    expect(after.items).toEqual(expect.arrayContaining((before as { items: unknown[] }).items));
    await visitor.ask('POST', `/api/items/${itemId}/sync`, {});
    await expectTruth(stack, plaidItemId);
  });

  it('of the web server between the exchange and the commit: nothing is half there, and the bank can be linked again', async () => {
    stack = await start();
    const running = stack;
    const visitor = new Visitor(running.url);
    await visitor.signUp();
    // Whoever stores an Item waits here, with the exchange behind them.
    const lock = new pg.Client({ connectionString: running.env.DATABASE_URL });
    await lock.connect();
    await lock.query('BEGIN');
    await lock.query('LOCK TABLE "ItemDirectory" IN ACCESS EXCLUSIVE MODE');
    const linking = connect(running, visitor).catch(() => null);
    const path = '/item/public_token/exchange';
    await vi.waitFor(
      async () => {
        const { requests } = await sandbox<{ requests: { status: number }[] }>(
          running,
          `/_control/requests?path=${path}`,
        );
        expect(requests.map((request) => request.status)).toEqual([200]);
        const waiting = await lock.query(
          `SELECT FROM pg_locks WHERE NOT granted AND relation = '"ItemDirectory"'::regclass`,
        );
        expect(waiting.rowCount).toBe(1);
      },
      { timeout: 10_000, interval: 20 },
    );
    kill('web');
    await linking;
    await lock.end();
    await vi.waitFor(
      async () => expect(await visitor.ask('GET', '/api/items')).toMatchObject({ items: [] }),
      { timeout: 30_000, interval: 100 },
    );
    const left = `SELECT (SELECT count(*) FROM "Item")::int AS items,
      (SELECT count(*) FROM "ItemDirectory")::int AS known`;
    expect(await query(running, left)).toEqual([{ items: 0, known: 0 }]);

    const itemId = await connect(running, visitor);
    await waitForState(visitor, itemId, 'healthy');
    const [item] = await query<{ id: string }>(running, 'SELECT "plaidItemId" AS id FROM "Item"');
    await expectTruth(running, item?.id ?? '');
  });

  it('of the worker in the middle of a removal: the next one confirms it', async () => {
    stack = await start();
    const running = stack;
    const { visitor, itemId, plaidItemId } = await linkBank(running);
    await sandbox(running, '/_control/faults', { path: '/item/remove', times: 1, delayMs: 2_000 });
    await visitor.ask('DELETE', `/api/items/${itemId}`, { history: 'keep' });
    await vi.waitFor(
      async () => {
        const held = await query(
          running,
          `SELECT FROM graphile_worker._private_jobs j
           JOIN graphile_worker._private_tasks t ON t.id = j.task_id
           WHERE t.identifier = 'remove-item' AND j.locked_at IS NOT NULL`,
        );
        expect(held).toHaveLength(1);
      },
      { timeout: 10_000, interval: 20 },
    );
    kill('worker');
    await waitForState(visitor, itemId, 'removed');
    const { items } = await sandbox<{ items: { item_id: string }[] }>(running, '/_control/items');
    expect(items.map((item) => item.item_id)).not.toContain(plaidItemId);
    const [kept] = await query<{ token: string | null; rows: number }>(
      running,
      `SELECT i."accessTokenSealed" AS token,
         (SELECT count(*) FROM "Transaction")::int AS rows FROM "Item" i`,
    );
    expect(kept?.token).toBeNull();
    expect(kept?.rows).toBeGreaterThan(0);
  });
});

describe('copies', () => {
  it('run side by side on other ports and data, and are refused on the same', async () => {
    stack = await start();
    await expect(start()).rejects.toThrow(/is in use: process \d+ serves http:\/\/localhost:\d+/);
    const elsewhere = mkdtempSync(join(tmpdir(), 'plumbline-drill-'));
    await expect(start({ dataDir: elsewhere })).rejects.toThrow(/Port \d+ is in use/);
    const other = await start({
      dataDir: elsewhere,
      ports: [String(await findFreePort()), String(await findFreePort())],
    });
    try {
      await new Visitor(other.url).signUp();
      await new Visitor(stack.url).signUp();
      const people = 'SELECT count(*)::int AS n FROM "User"';
      expect(await query(other, people)).toEqual([{ n: 1 }]);
      expect(await query(stack, people)).toEqual([{ n: 1 }]);
    } finally {
      await other.stop();
      rmSync(elsewhere, { recursive: true, force: true });
    }
  });
});

describe('stopping', () => {
  it('takes less than twenty seconds with a page listening', async () => {
    stack = await start();
    const visitor = new Visitor(stack.url);
    await visitor.signUp();
    const events = await fetch(`${stack.url}/api/events`, { headers: { cookie: visitor.cookies } });
    const reader = events.body?.getReader();
    await reader?.read();
    const startedAt = performance.now();
    await stack.stop();
    stack = null;
    expect(performance.now() - startedAt).toBeLessThan(20_000);
    await reader?.cancel().catch(() => {});
  });

  it('in the middle of starting leaves nothing running', async () => {
    const [port, sandboxPort] = ports;
    const { PATH, HOME } = process.env;
    const env = { PATH, HOME, DATA_DIR: dir, PORT: port, SANDBOX_PORT: sandboxPort };
    const args = ['--conditions=react-server', join('bin', 'start.ts')];
    const starting = spawn(process.execPath, args, {
      env: { NODE_ENV: 'production', NODE_NO_WARNINGS: '1', ...env },
      stdio: 'ignore',
    });
    const exited = once(starting, 'exit');
    const postgres = () => findRunningPostgres(join(dir, 'postgres'));
    await vi.waitFor(() => expect(postgres()).not.toBeNull(), { timeout: 20_000, interval: 5 });
    starting.kill('SIGINT');
    expect(await exited).toEqual([0, null]);
    expect(postgres()).toBeNull();
    // The data is whole and free: the next start takes it.
    stack = await start();
  });
});
