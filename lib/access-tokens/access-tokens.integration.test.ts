import { resolve } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createAccount } from '#lib/accounts/mutations';
import { setPassword } from '#lib/auth/set-password';
import { db } from '#lib/db/client';
import { env } from '#lib/env';
import type { RouteHandler } from '#lib/http/route';
import { departMember } from '#lib/members/depart-member';
import { setRole } from '#lib/members/set-role';
import { setPrivacy } from '#lib/privacy/set-privacy';
import { signOutPeople } from '#lib/sessions/sign-out-people';
import { createHousehold, joinHousehold, type TestHousehold } from '#lib/testing/household';
import { createToken } from './create-token.ts';
import { keptDays, peerLimit, tokenLimit } from './limits.ts';
import { deleteEndedTokens, revokeToken } from './mutations.ts';
import { listTokens } from './queries.ts';
import type { TokenScope } from './scopes.ts';
import { makeToken } from './token-format.ts';

const listAccounts = await load('accounts', 'GET');
const readCosts = await load('operator/costs', 'GET');
const readProfile = await load('profile', 'GET');
const listTags = await load('tags', 'GET');
const createTag = await load('tags', 'POST');

async function load(path: string, method: string): Promise<RouteHandler> {
  const file = resolve('app', 'api', path, 'route.ts');
  const { [method]: handler } = (await import(file)) as Record<string, RouteHandler>;
  if (!handler) throw new Error(`${path} has no ${method}.`);
  return handler;
}

let ana: TestHousehold;

beforeEach(async () => {
  ana = await createHousehold();
});

const make = (scopes: TokenScope[], who = ana) =>
  createToken(who, { name: 'Sheet', scopes, days: 7 });

type Sent = { peer?: string; body?: object; headers?: Record<string, string> };

/** As a program asks: no cookie, no origin. */
async function ask(handler: RouteHandler, token: string, { peer, body, headers }: Sent = {}) {
  const { method, path } = handler.meta;
  const request = new Request(`${env().APP_URL}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      'x-plumbline-peer': peer ?? '192.0.2.1',
      'content-type': 'application/json',
      ...headers,
    },
    body: body && JSON.stringify(body),
  });
  const response = await handler(request, { params: Promise.resolve({}) });
  return { response, status: response.status, text: await response.text() };
}

const edit = (id: string, data: object) =>
  db().accessToken.update({
    where: { householdId_id: { householdId: ana.householdId, id } },
    data,
  });

const kinds = async (userId: string) => {
  const rows = await db().auditEntry.findMany({
    where: { chainId: userId, kind: { startsWith: 'access_token' } },
    orderBy: { seq: 'asc' },
  });
  return rows.map(({ kind }) => kind);
};

const countMails = (title: string) =>
  db().mail.count({ where: { householdId: ana.householdId, subject: { contains: title } } });

describe('a token', () => {
  it('reads and changes what its scopes say, and is stored nowhere', async () => {
    const { secret, token } = await make(['categories:read', 'categories:write']);
    expect(token).toMatchObject({ name: 'Sheet', state: 'open', ending: secret.slice(-4) });
    expect((await ask(createTag, secret, { body: { name: 'Trip' } })).status).toBe(201);
    const { status, text } = await ask(listTags, secret);
    expect(status).toBe(200);
    expect(text).toContain('Trip');
    const rows = await db().$queryRaw<{ row: string }[]>`
      SELECT to_jsonb(t)::text || encode(t."tokenHash", 'escape') AS "row" FROM "AccessToken" t`;
    expect(JSON.stringify(rows)).not.toContain(secret);
    expect(await countMails('You made an access token')).toBe(1);
    expect(await kinds(ana.userId)).toEqual(['access_token_made', 'access_token_met']);
  });

  it('is refused what it is not made for, with the scope that it lacks', async () => {
    const { secret } = await make(['categories:read']);
    const refused = await ask(createTag, secret, { body: { name: 'Trip' } });
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('categories:write');
    expect(refused.response.headers.get('www-authenticate')).toContain('scope="categories:write"');
    expect(await db().tag.count({ where: { householdId: ana.householdId } })).toBe(0);
  });

  it('is refused what no token can do, and told of no operator’s address', async () => {
    const { secret } = await make(['categories:read']);
    await db().user.update({ where: { id: ana.userId }, data: { operator: true } });
    expect((await ask(readProfile, secret)).status).toBe(403);
    expect((await ask(readCosts, secret)).status).toBe(404);
  });

  it('sees what its maker sees of the household, and nothing of another', async () => {
    const jar = { name: 'Jar', kind: 'cash', currency: 'USD', openingMinor: 12_300 } as const;
    const { id: accountId } = await createAccount(ana, jar);
    const ben = await joinHousehold(ana);
    const { secret } = await make(['accounts:read'], ben);
    expect((await ask(listAccounts, secret)).text).toContain('Jar');
    await setPrivacy(ana, { accountId, memberId: ben.memberId, sight: 'hidden' });
    expect((await ask(listAccounts, secret)).text).not.toContain('Jar');
    const eve = await make(['accounts:read'], await createHousehold());
    expect((await ask(listAccounts, eve.secret)).text).not.toContain('Jar');
  });
});

describe('what is no token any more', () => {
  async function expectRefused(secret: string) {
    const { status, response } = await ask(listTags, secret);
    expect(status).toBe(401);
    expect(response.headers.get('www-authenticate')).toContain('invalid_token');
  }

  it('is refused: unknown, cut short, nothing at all', async () => {
    const { secret } = await make(['categories:read']);
    expect((await ask(listTags, secret)).status).toBe(200);
    for (const text of [makeToken(ana.householdId), secret.slice(0, -1), 'x', '']) {
      await expectRefused(text);
    }
  });

  it('is refused once it is revoked, and that is for its own member alone to do', async () => {
    const { secret, token } = await make(['categories:read']);
    const ben = await joinHousehold(ana);
    await expect(revokeToken(ben, token.id)).rejects.toMatchObject({ code: 'not_found' });
    expect((await listTokens(ben)).items).toEqual([]);
    expect((await ask(listTags, secret)).status).toBe(200);
    expect(await revokeToken(ana, token.id)).toMatchObject({ state: 'revoked' });
    await expectRefused(secret);
    await expect(revokeToken(ana, token.id)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is refused after its time, which is written down once a day', async () => {
    const { secret, token } = await make(['categories:read']);
    await edit(token.id, { expiresAt: new Date(Date.now() - 1_000) });
    await expectRefused(secret);
    await expectRefused(secret);
    expect(await kinds(ana.userId)).toEqual(['access_token_made', 'access_token_outlived']);
    await edit(token.id, { expiresAt: new Date(Date.now() - (keptDays + 1) * 86_400_000) });
    await deleteEndedTokens();
    expect((await listTokens(ana)).items).toEqual([]);
  });

  it('ends with a new password, and by the command that signs people out', async () => {
    const first = await make(['categories:read']);
    await setPassword(ana.userId, 'seven lamps under a quiet bridge', {
      byLink: async () => undefined,
    });
    await expectRefused(first.secret);
    const second = await make(['categories:read']);
    const { email } = await db().user.findUniqueOrThrow({ where: { id: ana.userId } });
    await signOutPeople(process.env.DATABASE_URL ?? '', email);
    await expectRefused(second.secret);
    const ended = (await kinds(ana.userId)).filter((kind) => kind === 'access_tokens_ended');
    expect(ended).toHaveLength(2);
    const third = await make(['categories:read']);
    await signOutPeople(process.env.DATABASE_URL ?? '', null);
    await expectRefused(third.secret);
  });

  it('goes with its member', async () => {
    const ben = await joinHousehold(ana);
    const { secret } = await make(['categories:read'], ben);
    await db().$transaction((tx) => departMember(tx, { ...ben, name: 'Ben' }, 'keep'));
    await expectRefused(secret);
    expect(await db().accessToken.count({ where: { memberId: ben.memberId } })).toBe(0);
  });
});

describe('a role', () => {
  it('that falls takes the scopes along, and a later one does not give them back', async () => {
    const ben = await joinHousehold(ana);
    const both = await make(['categories:read', 'categories:write'], ben);
    const write = await make(['categories:write'], ben);
    await setRole(ana, ben.memberId, 'viewer');
    await setRole(ana, ben.memberId, 'member');
    expect((await ask(listTags, both.secret)).status).toBe(200);
    expect((await ask(createTag, both.secret, { body: { name: 'Trip' } })).status).toBe(403);
    expect((await ask(createTag, write.secret, { body: { name: 'Trip' } })).status).toBe(401);
  });

  it('of a viewer makes no token that changes anything', async () => {
    const ben = await joinHousehold(ana, 'viewer');
    await expect(make(['categories:read', 'categories:write'], ben)).rejects.toMatchObject({
      fields: { scopes: expect.any(String) },
    });
    const { secret } = await make(['categories:read'], ben);
    expect((await ask(listTags, secret)).status).toBe(200);
  });
});

it('is one of twenty at most', async () => {
  for (let count = 0; count < tokenLimit; count += 1) await make(['rates:read']);
  await expect(make(['rates:read'])).rejects.toMatchObject({ code: 'household_refused' });
  expect((await listTokens(ana)).items).toHaveLength(tokenLimit);
});

describe('where a token is used from', () => {
  it('is kept, and an address that is new is told by mail, the first one apart', async () => {
    const { secret, token } = await make(['categories:read']);
    const told = () => countMails('used somewhere new');
    await ask(listTags, secret, { peer: '192.0.2.1' });
    expect(await told()).toBe(0);
    await Promise.all([1, 2, 3].map(() => ask(listTags, secret, { peer: '192.0.2.2' })));
    await ask(listTags, secret, { peer: '192.0.2.1' });
    expect(await told()).toBe(1);
    const [listed] = (await listTokens(ana)).items;
    expect(listed).toMatchObject({ id: token.id, lastPeer: '192.0.2.1' });
    expect(listed?.lastUsedAt).not.toBeNull();
    for (let host = 3; host < 30; host += 1)
      await ask(listTags, secret, { peer: `192.0.2.${host}` });
    const { peers } = await db().accessToken.findFirstOrThrow({ where: { id: token.id } });
    expect(peers).toHaveLength(peerLimit);
    expect(await told()).toBeLessThanOrEqual(10);
  });
});

describe('asking too often', () => {
  it('is refused by token, with when to come again', async () => {
    const [own, other] = [await make(['categories:read']), await make(['categories:read'])];
    const statuses = new Set<number>();
    let retryAfter = '';
    for (let count = 0; count < 130; count += 1) {
      const { status, response } = await ask(listTags, own.secret);
      statuses.add(status);
      retryAfter ||= response.headers.get('retry-after') ?? '';
    }
    expect([...statuses]).toEqual([200, 429]);
    expect(Number(retryAfter)).toBeGreaterThan(0);
    expect((await ask(listTags, other.secret)).status).toBe(200);
  });

  it('with what is no token is refused by address, and keeps nobody out who has one', async () => {
    const { secret } = await make(['categories:read']);
    const guesses: number[] = [];
    for (let count = 0; count < 30; count += 1) {
      const { status } = await ask(listTags, makeToken(ana.householdId), { peer: '198.51.100.9' });
      guesses.push(status);
    }
    expect(new Set(guesses)).toEqual(new Set([401, 429]));
    expect((await ask(listTags, secret, { peer: '198.51.100.9' })).status).toBe(200);
  });
});

it('takes a request of any origin with a token, and none of another’s without', async () => {
  const { secret } = await make(['categories:write']);
  const foreign = { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' };
  const sent = { body: { name: 'Trip' }, headers: foreign };
  expect((await ask(createTag, secret, sent)).status).toBe(201);
  const without = { ...sent, headers: { ...foreign, authorization: '' } };
  expect((await ask(createTag, secret, without)).status).toBe(403);
});
