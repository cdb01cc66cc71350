import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findRunningPostgres } from '#lib/db/embedded-postgres';
import { findFreePort } from '#lib/stack/free-port';
import { type Stack, startStack } from '#lib/stack/stack';

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
  return startStack(
    {
      NODE_ENV: 'production',
      PATH,
      HOME,
      LOG_LEVEL: 'silent',
      DATA_DIR: over.dataDir ?? dir,
      PORT: port,
      SANDBOX_PORT: sandboxPort,
      SYNC_LEASE_SECONDS: '3',
    },
    { mode: 'start', say: () => {}, onFailure: (reason) => failures.push(reason) },
  );
}

/** A signed-in person over HTTP. */
class Visitor {
  readonly #url: string;
  #cookies = '';

  constructor(url: string) {
    this.#url = url;
  }

  async send(method: string, path: string, body?: unknown): Promise<Response> {
    const isForm = body instanceof URLSearchParams;
    const response = await fetch(`${this.#url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        cookie: this.#cookies,
        origin: this.#url,
        ...(isForm ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined || isForm ? body : JSON.stringify(body),
    });
    const set = response.headers.getSetCookie().map((each) => each.split(';')[0] ?? '');
    if (set.length > 0) this.#cookies = [this.#cookies, ...set].filter(Boolean).join('; ');
    return response;
  }

  async ask<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await this.send(method, path, body);
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
    return (await response.json()) as Answer;
  }

  async signUp(): Promise<void> {
    const person = { email: `${randomUUID()}@example.com`, password: 'correct horse battery' };
    await this.ask('POST', '/api/sign-up', { ...person, name: 'Ana' });
    const { csrfToken } = await this.ask<{ csrfToken: string }>('GET', '/api/auth/csrf');
    const form = new URLSearchParams({ csrfToken, ...person, json: 'true' });
    await this.send('POST', '/api/auth/callback/credentials', form);
    await this.ask('GET', '/api/items');
  }

  get cookies(): string {
    return this.#cookies;
  }
}

type Linked = { visitor: Visitor; itemId: string; plaidItemId: string };

async function linkBank(running: Stack): Promise<Linked> {
  const visitor = new Visitor(running.url);
  await visitor.signUp();
  const created = await sandbox(running, '/sandbox/public_token/create', {
    institution_id: 'ins_109508',
    initial_products: ['transactions'],
    options: {
      override_username: 'user_transactions_dynamic',
      webhook: `${running.url}/api/plaid/webhook`,
    },
  });
  const { id } = await visitor.ask<{ id: string }>('POST', '/api/items', {
    publicToken: created.public_token,
    metadata: { institution: null, accounts: [], linkSessionId: 'drill' },
  });
  await waitForState(visitor, id, 'healthy');
  const { items } = await sandbox<{ items: { item_id: string }[] }>(running, '/_control/items');
  return { visitor, itemId: id, plaidItemId: items[0]?.item_id ?? '' };
}

async function waitForState(visitor: Visitor, itemId: string, name: string): Promise<void> {
  type Item = { state: { name: string } };
  await vi.waitFor(
    async () => {
      const item = await visitor.ask<Item>('GET', `/api/items/${itemId}`);
      expect(item.state.name).toBe(name);
    },
    { timeout: 30_000, interval: 100 },
  );
}

type Answer = { public_token: string };
async function sandbox<Value = Answer>(
  running: Stack,
  path: string,
  body?: unknown,
): Promise<Value> {
  const response = await fetch(`${running.sandboxUrl}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      'content-type': 'application/json',
      'PLAID-CLIENT-ID': 'plumbline',
      'PLAID-SECRET': 'sandbox',
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Value;
}

async function query<Row>(running: Stack, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: running.env.DATABASE_URL });
  await client.connect();
  try {
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end();
  }
}

/** Waits until our live rows are exactly what Plaid would report now. */
async function expectTruth(running: Stack, plaidItemId: string): Promise<void> {
  await vi.waitFor(
    async () => {
      const truth: string[] = [];
      for (let offset: number | null = 0; offset !== null; ) {
        const page: { transactions: { transaction_id: string }[]; next_offset: number | null } =
          await sandbox(running, `/_control/items/${plaidItemId}/truth?limit=500&offset=${offset}`);
        truth.push(...page.transactions.map((row) => row.transaction_id));
        offset = page.next_offset;
      }
      const rows = await query<{ id: string }>(
        running,
        `SELECT "plaidTransactionId" AS id FROM "Transaction" WHERE "removedAt" IS NULL`,
      );
      expect(rows.map((row) => row.id).sort()).toEqual(truth.sort());
    },
    { timeout: 30_000, interval: 200 },
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
