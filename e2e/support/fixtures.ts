import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { type APIRequestContext, test as base, expect, type Page } from '@playwright/test';
import { TOTP } from 'otpauth';
import pg from 'pg';

export { expect };

export const baseUrl = process.env.E2E_BASE_URL ?? '';
export const sandboxUrl = process.env.E2E_SANDBOX_URL ?? '';

export type Person = { name: string; email: string; password: string };

let people = 0;

/** Somebody nobody has met yet. */
export function newPerson(): Person {
  people += 1;
  const email = `person-${process.pid}-${people}-${Date.now()}@example.com`;
  return { name: 'Ana Prior', email, password: 'correct horse battery' };
}

/** The code that an authenticator app shows `steps` half minutes from now. Each is right once. */
export function showCode(secret: string, steps = 0): string {
  return new TOTP({ secret }).generate({ timestamp: Date.now() + steps * 30_000 });
}

/** The API as the page of a signed-in person would call it. */
export class Api {
  readonly request: APIRequestContext;

  constructor(request: APIRequestContext) {
    this.request = request;
  }

  async send(method: string, path: string, body?: unknown) {
    return this.request.fetch(path, {
      method,
      headers: { origin: baseUrl, 'content-type': 'application/json' },
      data: body === undefined ? undefined : JSON.stringify(body),
    });
  }

  /** @throws when the answer is no success */
  async ask<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await this.send(method, path, body);
    if (!response.ok()) {
      throw new Error(`${method} ${path}: ${response.status()} ${await response.text()}`);
    }
    return (await response.json()) as Answer;
  }

  /**
   * Signs up and in; the cookie stays in this context and in the pages of it.
   *
   * @param code  of the authenticator app, for somebody who has one
   */
  async signIn(
    person: Person,
    { signUp = true, code }: { signUp?: boolean; code?: string } = {},
  ): Promise<void> {
    if (signUp) await this.ask('POST', '/api/sign-up', person);
    const { csrfToken } = await this.ask<{ csrfToken: string }>('GET', '/api/auth/csrf');
    const response = await this.request.post('/api/auth/callback/credentials', {
      form: { csrfToken, email: person.email, password: person.password, json: 'true' },
      headers: { origin: baseUrl },
    });
    expect(response.ok()).toBe(true);
    const { secondStep = false } = (await response.json()) as { secondStep?: boolean };
    expect(secondStep).toBe(code !== undefined);
    if (code !== undefined) await this.ask('POST', '/api/sign-in', { kind: 'totp', code });
  }

  /** Adds an authenticator app; returns its secret and the recovery codes. */
  async addApp(): Promise<{ secret: string; recoveryCodes: string[] }> {
    const { secret } = await this.ask<{ secret: string }>('POST', '/api/factors/totp');
    const code = showCode(secret);
    const path = '/api/factors/totp/confirm';
    return { secret, ...(await this.ask<{ recoveryCodes: string[] }>('POST', path, { code })) };
  }
}

/** Somebody else, who joins the household by an invitation and looks at it. */
export async function joinBy(owner: Api, guest: Api, role: 'member' | 'viewer'): Promise<void> {
  const { link } = await owner.ask<{ link: string }>('POST', '/api/invites', { role, email: null });
  await guest.ask('POST', '/api/invites/accept', { token: link.split('/').at(-1) });
}

export type LinkedItem = { id: string; plaidItemId: string };

/** Links a bank without Link, and waits until its whole history is here. */
export async function linkBank(
  api: Api,
  {
    username = 'user_transactions_dynamic',
    password = 'pass_good',
    institutionId = 'ins_109508',
    /** Allowed beside transactions. */
    alsoProducts = [] as string[],
  } = {},
): Promise<LinkedItem> {
  // The address tells this Item from the others that tests link at the same time.
  const webhook = `${baseUrl}/api/plaid/webhook?item=${randomUUID()}`;
  const { public_token } = await askSandbox<{ public_token: string }>(
    '/sandbox/public_token/create',
    {
      institution_id: institutionId,
      initial_products: ['transactions', ...alsoProducts],
      options: {
        override_username: username,
        override_password: password,
        webhook,
        transactions: { days_requested: 730 },
      },
    },
  );
  const { id } = await api.ask<{ id: string }>('POST', '/api/items', {
    publicToken: public_token,
    metadata: {
      institution: { id: institutionId, name: 'First Platypus Bank' },
      accounts: [],
      linkSessionId: 'e2e',
    },
  });
  type ItemState = { state: { name: string } };
  await expect
    .poll(async () => (await api.ask<ItemState>('GET', `/api/items/${id}`)).state.name)
    .toBe('healthy');
  const { items } = await control<{ items: { item_id: string; webhook: string }[] }>('/items');
  const item = items.find((each) => each.webhook === webhook);
  if (!item) throw new Error('The sandbox does not know the Item.');
  return { id, plaidItemId: item.item_id };
}

/** As if the person had last proved who they are a while ago. */
export async function makeStale({ email }: Person): Promise<void> {
  await queryDatabase(
    `UPDATE "Session" s SET "verifiedAt" = now() - interval '11 minutes'
     FROM "User" u WHERE u."id" = s."userId" AND u."email" = $1`,
    [email],
  );
}

/** What nobody can do through the product. */
export async function queryDatabase(sql: string, values: string[] = []): Promise<void> {
  const client = new pg.Client({ connectionString: process.env.E2E_DATABASE_URL });
  await client.connect();
  try {
    await client.query(sql, values);
  } finally {
    await client.end();
  }
}

/** As the person who runs this installation would, by command. */
export function makeOperator({ email }: Person): void {
  operatorCommand('grant', email);
}

/** `npm run operator`, as somebody at the machine would run it; returns what it says. */
export function operatorCommand(...words: string[]): string {
  const ran = spawnSync(
    process.execPath,
    ['--conditions=react-server', 'bin/operator.ts', ...words],
    { encoding: 'utf8', env: { ...process.env, DATA_DIR: process.env.E2E_DATA_DIR } },
  );
  expect(ran.status, ran.stderr).toBe(0);
  return ran.stdout;
}

/** A call of Plaid's own API, with the credentials the app uses. */
export async function askSandbox<Answer>(path: string, body: object): Promise<Answer> {
  const response = await fetch(`${sandboxUrl}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'PLAID-CLIENT-ID': 'plumbline',
      'PLAID-SECRET': 'sandbox',
    },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Answer;
}

/** What the bank does; see "Control" in the sandbox's README. */
export async function control<Answer = unknown>(path: string, body?: unknown): Promise<Answer> {
  const response = await fetch(`${sandboxUrl}/_control${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Answer;
}

/** Anything a page must never do: errors in the console, refused resources, thrown errors. */
function watchForTrouble(page: Page): string[] {
  const trouble: string[] = [];
  page.on('pageerror', (error) => trouble.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') trouble.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    if (request.url().endsWith('/api/csp-reports')) trouble.push(`policy: ${request.postData()}`);
  });
  return trouble;
}

type Fixtures = {
  /** A signed-in person's API; `page` has the same session. */
  api: Api;
  person: Person;
  /** Console messages a test expects, as parts of their text. */
  expectedTrouble: string[];
};

export const test = base.extend<Fixtures>({
  person: async ({ browserName: _ }, use) => use(newPerson()),
  expectedTrouble: async ({ browserName: _ }, use) => use([]),
  page: async ({ page, expectedTrouble }, use) => {
    const trouble = watchForTrouble(page);
    await use(page);
    const unexpected = trouble.filter(
      (line) => !expectedTrouble.some((expected) => line.includes(expected)),
    );
    expect(unexpected, 'trouble in the browser’s console').toEqual([]);
  },
  api: async ({ page, person }, use) => {
    const api = new Api(page.request);
    await api.signIn(person);
    await use(api);
  },
});
