import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { expect, vi } from 'vitest';
import type { Stack } from '#lib/stack/stack';

/** What a test needs to know of the product that runs. */
export type Running = Pick<Stack, 'url' | 'sandboxUrl'> & {
  env: { readonly [name: string]: string | undefined };
};

/** What people type, and nothing in the world may keep. */
export const passwords = {
  first: 'correct horse battery',
  next: 'seven lamps under a quiet bridge',
};

/** A signed-in person over HTTP. */
export class Visitor {
  readonly #url: string;
  readonly #cookies: Map<string, string>;

  /** @param like  whose cookies to share: the same person at another copy of the app */
  constructor(url: string, like?: Visitor) {
    this.#url = url;
    this.#cookies = like ? like.#cookies : new Map();
  }

  async send(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
    signal?: AbortSignal,
  ): Promise<Response> {
    const isForm = body instanceof URLSearchParams;
    const isAsItIs = isForm || body instanceof Blob;
    const response = await fetch(`${this.#url}${path}`, {
      method,
      signal,
      redirect: 'manual',
      headers: {
        cookie: this.cookies,
        origin: this.#url,
        ...(isForm ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined || isAsItIs ? body : JSON.stringify(body),
    });
    this.keepCookies(response.headers.getSetCookie());
    return response;
  }

  /** As a browser does with what `Set-Cookie` says. */
  keepCookies(lines: string[]): void {
    for (const line of lines) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      this.#cookies.set(name, value);
    }
  }

  async ask<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await this.send(method, path, body);
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
    return (await response.json()) as Answer;
  }

  async signUp({ name = 'Ana', password = passwords.first } = {}): Promise<void> {
    const person = { email: `${randomUUID()}@example.com`, password };
    await this.ask('POST', '/api/sign-up', { ...person, name });
    const { csrfToken } = await this.ask<{ csrfToken: string }>('GET', '/api/auth/csrf');
    const form = new URLSearchParams({ csrfToken, ...person, json: 'true' });
    await this.send('POST', '/api/auth/callback/credentials', form);
    await this.ask('GET', '/api/items');
  }

  get cookies(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}

type Linked = { visitor: Visitor; itemId: string; plaidItemId: string };

export async function linkBank(running: Running): Promise<Linked> {
  const visitor = new Visitor(running.url);
  await visitor.signUp();
  const itemId = await connect(running, visitor);
  await waitForState(visitor, itemId, 'healthy');
  const sql = `SELECT "plaidItemId" FROM "Item" WHERE "id" = '${itemId}'`;
  const [item] = await query<{ plaidItemId: string }>(running, sql);
  return { visitor, itemId, plaidItemId: item?.plaidItemId ?? '' };
}

export async function connect(
  running: Running,
  visitor: Visitor,
  username = 'user_transactions_dynamic',
  alsoProducts: string[] = [],
): Promise<string> {
  const created = await sandbox(running, '/sandbox/public_token/create', {
    institution_id: 'ins_109508',
    initial_products: ['transactions', ...alsoProducts],
    options: {
      override_username: username,
      webhook: `${running.url}/api/plaid/webhook`,
    },
  });
  const { id } = await visitor.ask<{ id: string }>('POST', '/api/items', {
    publicToken: created.public_token,
    metadata: { institution: null, accounts: [], linkSessionId: 'drill' },
  });
  return id;
}

export async function waitForState(visitor: Visitor, itemId: string, name: string): Promise<void> {
  type Item = { state: { name: string } };
  await vi.waitFor(
    async () => {
      const item = await visitor.ask<Item>('GET', `/api/items/${itemId}`);
      expect(item.state.name).toBe(name);
    },
    { timeout: 60_000, interval: 100 },
  );
}

type Answer = { public_token: string };
export async function sandbox<Value = Answer>(
  running: Running,
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

export async function query<Row>(running: Running, sql: string): Promise<Row[]> {
  return (await poolOf(running.env.DATABASE_URL ?? '').query(sql)).rows as Row[];
}

/** By address. Whoever waits for rows asks every few milliseconds: a connection for each took a tenth of the drills' processor time. */
const pools = new Map<string, pg.Pool>();

function poolOf(connectionString: string): pg.Pool {
  const found = pools.get(connectionString);
  if (found) return found;
  const pool = new pg.Pool({ connectionString, idleTimeoutMillis: 1_000, allowExitOnIdle: true });
  // One whose server is killed meanwhile: it leaves the pool, and the next question opens another.
  pool.on('error', () => {});
  pools.set(connectionString, pool);
  return pool;
}

type TruthRow = { transaction_id: string; amount: number; date: string; pending: boolean };

/** Waits until our live rows are exactly what Plaid would report now: ids, amounts, dates, state. */
export async function expectTruth(
  running: Running,
  plaidItemId: string,
  withinMs = 60_000,
): Promise<void> {
  await vi.waitFor(
    async () => {
      const truth: string[] = [];
      for (let offset: number | null = 0; offset !== null; ) {
        const page: { transactions: TruthRow[]; next_offset: number | null } = await sandbox(
          running,
          `/_control/items/${plaidItemId}/truth?limit=500&offset=${offset}`,
        );
        for (const { transaction_id: id, amount, date, pending } of page.transactions) {
          truth.push(describeRow(id, Math.round(-amount * 100), date, pending));
        }
        offset = page.next_offset;
      }
      const rows = await query<{ id: string; minor: string; date: string; pending: boolean }>(
        running,
        `SELECT t."plaidTransactionId" AS id, t."amountMinor" AS minor, t."date"::text AS date,
           t."pending" FROM "Transaction" t
         JOIN "Item" i ON i."householdId" = t."householdId" AND i."id" = t."itemId"
         WHERE t."removedAt" IS NULL AND i."plaidItemId" = '${plaidItemId}'`,
      );
      const ours = rows.map((row) => describeRow(row.id, Number(row.minor), row.date, row.pending));
      expect(ours.length).toBeGreaterThan(0);
      expect(ours.sort()).toEqual(truth.sort());
    },
    { timeout: withinMs, interval: 200 },
  );
}

const describeRow = (id: string, minor: number, date: string, pending: boolean) =>
  `${id} ${minor} ${date} ${pending ? 'pending' : 'posted'}`;
