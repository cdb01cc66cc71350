import { beforeAll, expect, inject, it } from 'vitest';
import { type TokenScope, tokenScopes } from '#lib/access-tokens/scopes';
import { readOwnRoutes } from '#lib/testing/routes';
import { query } from './support/drill.ts';
import {
  checksum,
  type Household,
  idOf,
  listIds,
  openHousehold,
  settle,
  uuid,
} from './support/households.ts';
import { type Sample, sampleRequests } from './support/samples.ts';

// Every route there is, asked by programs for what is Ana's: with a token of every scope but the one it
// takes, of another household, ended, revoked or invented. Her cookie comes along, and counts for nothing.

const sweep = inject('sweep');
const mark = `Tok${Date.now()}`;
/** Two hundred routes, five times. */
const timeout = 300_000;

const order = ['GET', 'PATCH', 'POST', 'DELETE'];
const routes = (await readOwnRoutes())
  .filter(({ handler }) => ['member', 'operator'].includes(handler.meta.access))
  .sort((a, b) => order.indexOf(a.method) - order.indexOf(b.method));
let ana: Household;
let bens: string;
let ended: Record<'expired' | 'revoked' | 'invented', string>;
let without: Map<TokenScope | null, string>;

beforeAll(async () => {
  const households = await Promise.all([openHousehold(sweep, mark), openHousehold(sweep, 'Ben')]);
  ana = households[0];
  await settle(sweep, ana);
  const [expired, revoked] = [await make(ana, tokenScopes), await make(ana, tokenScopes)];
  const past = `"expiresAt" = now() - interval '1 second'`;
  await query(sweep, `UPDATE "AccessToken" SET ${past} WHERE "id" = '${expired.token.id}'`);
  await ana.visitor.ask('DELETE', `/api/access-tokens/${revoked.token.id}`);
  const invented = expired.secret.replace(/^plm_./, 'plm_0');
  ended = { expired: expired.secret, revoked: revoked.secret, invented };
  bens = (await make(households[1], tokenScopes)).secret;
  without = new Map();
  for (const scope of [null, ...tokenScopes]) {
    const others = tokenScopes.filter((each) => each !== scope);
    const { secret } = await make(ana, others);
    // The first use is written down.
    const first = others.includes('rates:read') ? '/api/rates' : '/api/tags';
    expect((await fetchAs(secret, 'GET', first)).status).toBe(200);
    without.set(scope, secret);
  }
});

it('a token without its scope is refused by every route, and one with all of them by those for none', {
  timeout,
}, async () => {
  const before = await hers();
  for (const route of routes) {
    const { scope, access } = route.handler.meta;
    for (const sample of samplesOf(route).slice(0, 1)) {
      const { status, challenge } = await ask(without.get(scope) ?? '', sample);
      const name = `${sample.method} ${sample.path}`;
      expect(status, name).toBe(access === 'operator' ? 404 : 403);
      if (scope) expect(challenge, name).toContain(`scope="${scope}"`);
    }
  }
  expect(await hers()).toEqual(before);
});

it.each(['expired', 'revoked', 'invented'] as const)(
  'one that is %s is refused by every route',
  {
    timeout,
  },
  async (kind) => {
    const before = await hers();
    for (const route of routes) {
      for (const sample of samplesOf(route).slice(0, 1)) {
        const { status, challenge } = await ask(ended[kind], sample);
        const name = `${sample.method} ${sample.path}`;
        if (route.handler.meta.access === 'operator') expect(status, name).toBe(404);
        else
          expect({ status, challenge }, name).toEqual({
            status: 401,
            challenge: expect.stringContaining('invalid_token'),
          });
      }
    }
    expect(await hers()).toEqual(before);
  },
);

it('one of another household is given nothing of hers and changes nothing', {
  timeout,
}, async () => {
  const before = await hers();
  const anas = await listIds(sweep, ana);
  const benIds = new Set(
    JSON.stringify(await query(sweep, `SELECT "id" FROM "Category"`)).match(uuid),
  );
  for (const route of routes.filter(({ handler }) => handler.meta.scope !== null)) {
    for (const sample of samplesOf(route)) {
      const { status, text } = await ask(bens, sample);
      const name = `${sample.method} ${sample.path}: ${status} ${text.slice(0, 300)}`;
      const named = new Set(JSON.stringify(sample).match(uuid));
      const told = (text.match(uuid) ?? []).filter((id) => anas.has(id) && !named.has(id));
      expect(
        told.filter((id) => !benIds.has(id)),
        name,
      ).toEqual([]);
      expect(text, name).not.toContain(mark);
      expect(status, name).toBeLessThan(500);
      // A body that names what is hers, too, may be refused for that.
      if (sample.url.split('?')[0]?.match(uuid)) expect([400, 404], name).toContain(status);
    }
  }
  expect(await hers()).toEqual(before);
});

type Made = { token: { id: string }; secret: string };

function make({ visitor }: Household, scopes: readonly TokenScope[]): Promise<Made> {
  return visitor.ask('POST', '/api/access-tokens', { name: 'Sweep', scopes, days: 1 });
}

const samplesOf = (route: (typeof routes)[number]) => sampleRequests(route, idOf(ana));

/** All but the log, which tells of whoever brings a token that has ended. */
async function hers() {
  const { AuditEntry: _, ...rest } = await checksum(sweep, ana);
  return rest;
}

function fetchAs(token: string, method: string, url: string, init: RequestInit = {}) {
  return fetch(`${sweep.url}${url}`, {
    ...init,
    method,
    headers: { ...init.headers, authorization: `Bearer ${token}`, cookie: ana.visitor.cookies },
  });
}

async function ask(token: string, { method, url, body, mediaType }: Sample) {
  const isSent = method !== 'GET' && body !== undefined;
  const response = await fetchAs(token, method, url, {
    redirect: 'manual',
    headers: { 'content-type': mediaType },
    body: isSent ? JSON.stringify(body) : undefined,
  });
  const challenge = response.headers.get('www-authenticate') ?? '';
  return { status: response.status, text: await response.text(), challenge };
}
