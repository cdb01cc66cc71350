import { baseUrl, expect, linkBank, test } from './support/fixtures.ts';

type Envelope = { error: { code: string; message: string; fields?: Record<string, string> } };

test('bad input gets a clear answer that names the field, and changes nothing', async ({ api }) => {
  const item = await linkBank(api);
  const { items } = await api.ask<{ items: { id: string }[] }>('GET', '/api/transactions?limit=1');
  const row = `/api/transactions/${items[0]?.id}`;
  const before = await (await api.send('GET', row)).text();

  const position = JSON.stringify({ date: '0000-01-01', id: items[0]?.id });
  const yearZero = Buffer.from(position).toString('base64url');

  const cases: [string, string, unknown, number, string, string?][] = [
    ['POST', '/api/sign-up', {}, 400, 'invalid_input', 'email'],
    [
      'POST',
      '/api/sign-up',
      { email: 'a@b.co', password: 'x'.repeat(129), name: 'A' },
      400,
      'invalid_input',
      'password',
    ],
    [
      'POST',
      '/api/sign-up',
      { email: 'a@b.co', password: 'x'.repeat(12), name: 'A', operator: true },
      400,
      'invalid_input',
      'operator',
    ],
    ['POST', '/api/items', {}, 400, 'invalid_input', 'publicToken'],
    [
      'POST',
      '/api/items',
      {
        publicToken: 'public-sandbox-unknown',
        metadata: { institution: null, accounts: [], linkSessionId: 'x' },
      },
      400,
      'invalid_public_token',
      'publicToken',
    ],
    ['POST', '/api/items/link-token', { purpose: 'steal' }, 400, 'invalid_input', 'purpose'],
    ['POST', '/api/items/link-token', { purpose: 'update' }, 400, 'invalid_input', 'itemId'],
    ['DELETE', `/api/items/${item.id}`, { history: 'maybe' }, 400, 'invalid_input', 'history'],
    ['GET', '/api/items/not-an-id', undefined, 400, 'invalid_input', 'itemId'],
    ['GET', '/api/items/01900000-0000-7000-8000-000000000000', undefined, 404, 'not_found'],
    ['GET', '/api/transactions?limit=100000', undefined, 400, 'invalid_input', 'limit'],
    ['GET', '/api/transactions?from=2026-02-30', undefined, 400, 'invalid_input', 'from'],
    ['GET', '/api/transactions?cursor=nonsense', undefined, 400, 'invalid_input', 'cursor'],
    ['GET', '/api/transactions?from=0000-01-01', undefined, 400, 'invalid_input', 'from'],
    ['GET', '/api/transactions?q=%00', undefined, 400, 'invalid_input', 'q'],
    ['GET', `/api/transactions?cursor=${yearZero}`, undefined, 400, 'invalid_input', 'cursor'],
    ['GET', '/api/items/%00', undefined, 400, 'invalid_input', 'itemId'],
    ['GET', '/api/items/%E0%A4%A', undefined, 404, 'not_found'],
    ['GET', '/api/no-such-thing', undefined, 404, 'not_found'],
    ['POST', '/api', {}, 404, 'not_found'],
    ['PUT', '/api/items', {}, 405, 'method_not_allowed'],
    ['DELETE', '/api/transactions', {}, 405, 'method_not_allowed'],
    ['GET', '/api/sign-up', undefined, 405, 'method_not_allowed'],
    ['GET', '/api/auth/signin', undefined, 404, 'not_found'],
    ['PATCH', row, { note: 'a\0b' }, 400, 'invalid_input', 'note'],
    [
      'POST',
      '/api/items',
      {
        publicToken: 'public-sandbox-x',
        metadata: { institution: null, accounts: [], linkSessionId: 'a\0b' },
      },
      400,
      'invalid_input',
      'metadata.linkSessionId',
    ],
    ['GET', '/api/transactions?surprise=1', undefined, 400, 'invalid_input', 'surprise'],
    ['PATCH', row, {}, 400, 'invalid_input'],
    ['PATCH', row, { amountMinor: 1 }, 400, 'invalid_input', 'amountMinor'],
    ['PATCH', row, { note: 'x'.repeat(2_001) }, 400, 'invalid_input', 'note'],
    ['PATCH', row, { reviewed: 'yes' }, 400, 'invalid_input', 'reviewed'],
    [
      'PATCH',
      row,
      { categoryId: '01900000-0000-7000-8000-000000000000' },
      400,
      'invalid_input',
      'categoryId',
    ],
  ];
  for (const [method, path, body, status, code, field] of cases) {
    const response = await api.send(method, path, body);
    const label = `${method} ${path} ${JSON.stringify(body)}`;
    expect(response.status(), label).toBe(status);
    expect(response.headers()['content-type'], label).toBe('application/json');
    expect(response.headers()['content-security-policy'], label).toContain("default-src 'none'");
    const { error } = (await response.json()) as Envelope;
    expect(error.code, label).toBe(code);
    expect(error.message.length, label).toBeGreaterThan(10);
    if (field) expect(Object.keys(error.fields ?? {}), label).toContain(field);
  }
  expect(await (await api.send('GET', row)).text()).toBe(before);
});

test('bodies that are broken, huge or of another type are refused', async ({ api }) => {
  const post = (data: string, type = 'application/json') =>
    api.request.post('/api/items', {
      headers: { origin: baseUrl, 'content-type': type },
      data: Buffer.from(data),
    });
  expect((await post('{"publicToken":')).status()).toBe(400);
  expect((await post('null')).status()).toBe(400);
  expect((await post(`${'['.repeat(30_000)}${']'.repeat(30_000)}`)).status()).toBe(400);
  expect((await post(`${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`)).status()).toBe(400);
  expect((await post(`{"publicToken":"${'x'.repeat(70_000)}"}`)).status()).toBe(413);
  expect((await post('publicToken=1', 'application/x-www-form-urlencoded')).status()).toBe(415);
  const signIn = (data: string) =>
    api.request.post('/api/auth/callback/credentials', {
      headers: { origin: baseUrl, 'content-type': 'application/json' },
      data: Buffer.from(data),
    });
  expect((await signIn('{"email":')).status()).toBe(400);
  expect((await signIn(`{"email":"${'x'.repeat(70_000)}"}`)).status()).toBe(413);
  const { items } = await api.ask<{ items: unknown[] }>('GET', '/api/items');
  expect(items).toEqual([]);
});

test('a request another site made the browser send is refused', async ({ api }) => {
  const headers = { 'content-type': 'application/json' };
  const sources: Record<string, string>[] = [
    { origin: 'https://evil.test' },
    { origin: 'null' },
    { origin: `${baseUrl}.evil.test` },
    { 'sec-fetch-site': 'cross-site', origin: baseUrl },
    { 'sec-fetch-site': 'same-site', origin: baseUrl },
    {},
  ];
  for (const from of sources) {
    const response = await api.request.post('/api/items/link-token', {
      headers: { ...headers, ...from },
      data: { purpose: 'link' },
    });
    expect(response.status(), JSON.stringify(from)).toBe(403);
  }
});

test('an unsigned webhook is refused', async ({ request }) => {
  const response = await request.post('/api/plaid/webhook', {
    data: { webhook_type: 'TRANSACTIONS', webhook_code: 'SYNC_UPDATES_AVAILABLE', item_id: 'x' },
  });
  expect(response.status()).toBe(401);
  expect((await response.json()).error.code).toBe('invalid_webhook');
});
