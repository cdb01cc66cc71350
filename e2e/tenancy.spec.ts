import { globSync, readFileSync } from 'node:fs';
import {
  Api,
  baseUrl,
  control,
  expect,
  type LinkedItem,
  linkBank,
  newPerson,
  test,
} from './support/fixtures.ts';

type Route = { method: string; path: string; access: string; role: string | undefined };

/** Every route as it registers itself (lib/http/route.ts), read from the files that make them. */
function readRoutes(): Route[] {
  return globSync('app/api/**/route.ts')
    .filter((file) => !/\[\[?\.\.\./.test(file))
    .flatMap((file) => {
      const text = readFileSync(file, 'utf8');
      const path = `/${file.replace(/^app\//, '').replace(/\/route\.ts$/, '')}`;
      const made = /export const (\w+) = (\w+)\(([\s\S]*?)=>/g;
      return [...text.matchAll(made)].map(([, method, maker, schemas]) => ({
        method: method ?? '',
        path,
        access: { route: 'member', operatorRoute: 'operator' }[maker ?? ''] ?? 'other',
        role: /role: '(\w+)'/.exec(schemas ?? '')?.[1],
      }));
    });
}

const bodies: Record<string, object> = {
  'POST /api/items': {
    publicToken: 'public-sandbox-00000000-0000-4000-8000-000000000000',
    metadata: { institution: null, accounts: [], linkSessionId: 'x' },
  },
  'DELETE /api/items/[itemId]': { history: 'delete' },
  'POST /api/items/[itemId]/revoked-accounts': { history: 'delete' },
  'POST /api/matches/[matchId]': { same: true },
  'POST /api/transactions/[transactionId]/keep': { kept: true },
  'PATCH /api/members/[memberId]': { role: 'owner' },
  'PATCH /api/transactions/[transactionId]': { note: 'Mine now', reviewed: true },
};

/** What a route must be asked, to get as far as asking whose it is. */
const queries: Record<string, string> = {
  'GET /api/accounts/[accountId]/missing': '?date=2026-01-31',
  'GET /api/accounts/[accountId]/missing/bundle': '?date=2026-01-31',
};

/** A pair of rows that waits for the person's word. */
async function askAboutAMatch(api: Api, item: LinkedItem): Promise<string> {
  const hold = { amount: 50, name: 'Hotel Adler', pending: true };
  const path = `/items/${item.plaidItemId}/transactions`;
  await control(path, { add: [hold] });
  await expect
    .poll(async () => JSON.stringify(await api.ask('GET', '/api/transactions')))
    .toContain('Hotel Adler');
  await control(path, { add: [{ ...hold, pending: false }] });
  let id: string | undefined;
  await expect
    .poll(async () => {
      const { items } = await api.ask<{ items: { id: string }[] }>('GET', '/api/matches');
      id = items[0]?.id;
      return items.length;
    })
    .toBe(1);
  return id ?? '';
}

/** A history that went from one connection to another, and can go back. */
async function moveAHistory(api: Api): Promise<string> {
  const old = await linkBank(api, { username: 'user_good' });
  await api.ask('DELETE', `/api/items/${old.id}`, { history: 'keep' });
  const fresh = await linkBank(api, { username: 'user_good' });
  type Preview = { accounts: { from: { id: string }; to: { id: string } | null }[] };
  const pair = { fromItemId: old.id, toItemId: fresh.id };
  const { accounts } = await api.ask<Preview>('POST', '/api/relinks/preview', pair);
  const [first] = accounts;
  const one = { fromAccountId: first?.from.id, toAccountId: first?.to?.id };
  const { id } = await api.ask<{ id: string }>('POST', '/api/relinks', {
    ...pair,
    accounts: [one],
  });
  return id;
}

test('no route gives or changes anything of another household', async ({ api, browser }) => {
  const item = await linkBank(api);
  const accounts = await api.ask<{ items: { id: string }[] }>('GET', '/api/accounts');
  const transactions = await api.ask<{ items: { id: string }[] }>('GET', '/api/transactions');
  const runs = await api.ask<{ items: { id: string }[] }>('GET', `/api/items/${item.id}/sync-runs`);
  const household = await api.ask<{ id: string; members: { id: string }[] }>(
    'GET',
    '/api/households/current',
  );
  const { invite } = await api.ask<{ invite: { id: string } }>('POST', '/api/invites', {
    role: 'member',
    email: null,
  });
  const ids: Record<string, string> = {
    householdId: household.id,
    memberId: household.members[0]?.id ?? '',
    inviteId: invite.id,
    itemId: item.id,
    accountId: accounts.items[0]?.id ?? '',
    transactionId: transactions.items[0]?.id ?? '',
    matchId: await askAboutAMatch(api, item),
    runId: runs.items[0]?.id ?? '',
    relinkId: await moveAHistory(api),
    sessionId:
      (await api.ask<{ items: { id: string }[] }>('GET', '/api/sessions')).items[0]?.id ?? '',
    // Banks belong to nobody: one that Plaid does not know.
    institutionId: 'ins_0',
  };
  // Without the times at which the bank was last looked at: the Item's own syncs go on meanwhile.
  const looked = new Set(['lastSyncedAt', 'balanceAsOf']);
  const snapshot = async () =>
    JSON.stringify(
      [
        await api.ask('GET', '/api/items'),
        await api.ask('GET', '/api/accounts'),
        await api.ask('GET', '/api/transactions?limit=200'),
        await api.ask('GET', '/api/matches'),
        await api.ask('GET', '/api/households/current'),
        await api.ask('GET', '/api/invites'),
      ],
      (name, value: unknown) => (looked.has(name) ? undefined : value),
    );
  const before = await snapshot();

  const strangerContext = await browser.newContext({ baseURL: baseUrl });
  const nobodyContext = await browser.newContext({ baseURL: baseUrl });
  const stranger = new Api(strangerContext.request);
  await stranger.signIn(newPerson());
  const nobody = new Api(nobodyContext.request);

  const routes = readRoutes().filter((route) => route.access !== 'other');
  expect(routes.length).toBeGreaterThan(12);
  for (const { method, path, access } of routes) {
    if (path === '/api/events') continue;
    const named = path.replace(/\[(\w+)\]/g, (_, name: string) => ids[name] ?? 'unknown');
    const url = `${named}${queries[`${method} ${path}`] ?? ''}`;
    expect(url, 'the test knows an id for every parameter').not.toContain('unknown');
    const body = method === 'GET' ? undefined : (bodies[`${method} ${path}`] ?? bodyFor(path));
    expect((await nobody.send(method, url, body)).status(), `${method} ${url} by nobody`).toBe(401);
    const answer = await stranger.send(method, url, body);
    const text = await answer.text();
    if (path.includes('[') || access === 'operator') {
      expect(answer.status(), `${method} ${url} by a stranger: ${text}`).toBe(404);
    } else {
      for (const id of Object.values(ids)) expect(text, `${method} ${url}`).not.toContain(id);
    }
  }
  for (const filter of [`accountId=${ids.accountId}`, 'q=a', 'limit=200']) {
    const found = await stranger.ask<{ items: unknown[] }>('GET', `/api/transactions?${filter}`);
    expect(found.items).toEqual([]);
  }
  expect(await snapshot()).toBe(before);
  await strangerContext.close();
  await nobodyContext.close();

  function bodyFor(path: string): object | undefined {
    if (path === '/api/items/link-token') return { purpose: 'update', itemId: item.id };
    if (!path.startsWith('/api/relinks/') || path.includes('[')) return {};
    return { fromItemId: item.id, toItemId: item.id };
  }
});

test('a viewer changes nothing of the household, and nobody but an owner its people', async ({
  api,
  browser,
}) => {
  const join = async (role: 'viewer' | 'member') => {
    const { link } = await api.ask<{ link: string }>('POST', '/api/invites', { role, email: null });
    const context = await browser.newContext({ baseURL: baseUrl });
    const guest = new Api(context.request);
    await guest.signIn(newPerson());
    await guest.ask('POST', '/api/invites/accept', { token: link.split('/').at(-1) });
    return guest;
  };
  const [viewer, member] = [await join('viewer'), await join('member')];
  const unknown = '01900000-0000-7000-8000-000000000000';
  for (const { method, path, access, role } of readRoutes()) {
    if (access !== 'member' || path === '/api/events') continue;
    const url = path.replace(/\[\w+\]/g, unknown);
    const least = role ?? (method === 'GET' ? 'viewer' : 'member');
    const asked = method === 'GET' ? undefined : {};
    for (const [guest, refused] of [
      [viewer, least !== 'viewer'],
      [member, least === 'owner'],
    ] as const) {
      if (!refused) continue;
      const answer = await guest.send(method, url, asked);
      expect(answer.status(), `${method} ${path}`).toBe(403);
      expect((await answer.json()).error.code).toBe('forbidden');
    }
  }
  expect((await viewer.send('GET', '/api/transactions')).status()).toBe(200);
  expect((await member.send('GET', '/api/invites')).status()).toBe(403);
});

test('what one household owns cannot be named in a request of another', async ({
  api,
  browser,
}) => {
  const item = await linkBank(api);
  type Rows = { items: { id: string }[] };
  const categories = await api.ask<Rows>('GET', '/api/categories');
  const context = await browser.newContext({ baseURL: baseUrl });
  const stranger = new Api(context.request);
  await stranger.signIn(newPerson());
  await linkBank(stranger);
  const { items } = await stranger.ask<Rows>('GET', '/api/transactions?limit=1');
  const row = `/api/transactions/${items[0]?.id}`;
  const before = await (await stranger.send('GET', row)).text();

  const categoryId = categories.items[0]?.id;
  const patched = await stranger.send('PATCH', row, { categoryId, note: 'Mine' });
  expect(patched.status()).toBe(400);
  expect((await patched.json()).error.fields).toHaveProperty('categoryId');
  expect(await (await stranger.send('GET', row)).text()).toBe(before);

  const token = { purpose: 'update', itemId: item.id };
  expect((await stranger.send('POST', '/api/items/link-token', token)).status()).toBe(404);
  expect((await api.send('POST', '/api/items/link-token', token)).status()).toBe(200);
  await context.close();
});

test('a second user’s pages show nothing of the first', async ({ api, page, browser }) => {
  await linkBank(api, { username: 'user_good' });
  await page.goto('/');
  await expect(page.getByText('Plaid Checking')).toBeVisible();

  const context = await browser.newContext({ baseURL: baseUrl });
  const other = await context.newPage();
  await new Api(context.request).signIn(newPerson());
  const { items } = await api.ask<{ items: { id: string }[] }>('GET', '/api/accounts');
  for (const path of ['/', '/accounts', '/transactions', '/connections']) {
    await other.goto(path);
    await expect(other.getByRole('main')).toBeVisible();
    await expect(other.getByText(/Plaid Checking|Platypus|Starbucks/)).toHaveCount(0);
  }
  await other.goto(`/accounts/${items[0]?.id}`);
  await expect(other.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
  await context.close();
});
