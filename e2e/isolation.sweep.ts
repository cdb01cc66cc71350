import { beforeAll, describe, expect, inject, it } from 'vitest';
import { readPages } from '#lib/testing/pages';
import { type Route, readOwnRoutes } from '#lib/testing/routes';
import { type Answer, askPage } from './support/ask-page.ts';
import { Visitor } from './support/drill.ts';
import { eachOf } from './support/each-of.ts';
import { findSecrets } from './support/find-leaks.ts';
import {
  checksum,
  type Household,
  idOf,
  listIds,
  openHousehold,
  settle,
  uuid,
} from './support/households.ts';
import { listen } from './support/listen.ts';
import { compareRoutes } from './support/route-order.ts';
import { fillPath, type Sample, sampleRequests } from './support/samples.ts';

// Every route and page there is, asked by somebody of another household and by nobody for what is
// Ana's, with the proxy and without it: the proxy is a convenience, and must not be what protects.

const sweep = inject('sweep');
const mark = `Zyx${Date.now()}`;

/** They pass over what they do not find, and say nothing of it. */
const ignoreForeignIds = ['POST /api/notifications/read', 'POST /api/link-events'];

/** What even the owner cannot do with a sample, and why. */
const refusedToOwner: Record<string, string> = {
  'POST /api/items': 'invalid_public_token',
  // Its bank asks for a new sign-in.
  'POST /api/accounts/[accountId]/refresh': 'item_needs_you',
  'POST /api/statements/[statementId]/download': 'item_needs_you',
  // Its bank was not told to share them.
  'POST /api/investments/refresh': 'not_found',
  'POST /api/statements/refresh': 'not_found',
  // It names accounts as Plaid does.
  'POST /api/asset-reports/[assetReportId]/filter': 'not_found',
  // What she has of her income she deletes first, and what Link was opened for nobody has finished.
  'PATCH /api/income': 'not_found',
  'POST /api/income/readings': 'not_found|waiting',
  'POST /api/income/report': 'not_found',
  // It takes a picture or a PDF.
  'POST /api/attachments': 'unsupported_media_type',
  // They take an archive, and all of it.
  'POST /api/archive-imports/[importId]/parts': 'invalid_input',
  'POST /api/archive-imports/[importId]/start': 'invalid_input',
  // It takes a table of rates.
  'POST /api/rates/imports': 'invalid_input',
  'POST /api/invites/accept': 'not_found',
  // The only other member has been removed by then.
  'POST /api/members/transfer': 'not_found',
  // Her account asks for a passkey, which no sample is.
  'POST /api/step-up': 'forbidden|wrong_credentials|invalid_input',
  'POST /api/factors/passkeys': 'wrong_credentials',
  'POST /api/factors/totp/confirm': 'wrong_credentials|not_found',
  'DELETE /api/factors/totp': 'not_found',
  // She is not linked to the provider.
  'DELETE /api/oidc': 'not_found',
};

/** What is there to tell a secret to whoever asked for it: the browser opens Link with one, a program is given the other. */
const gives: Record<string, string> = {
  'GET /api/items/link-token': 'token',
  'POST /api/items/link-token': 'token',
  'POST /api/access-tokens': 'ownToken',
  'POST /api/webhook-endpoints': 'webhookSecret',
  'POST /api/webhook-endpoints/[webhookEndpointId]/secret': 'webhookSecret',
};

const nameOf = (route: { method: string; path: string }) => `${route.method} ${route.path}`;
const routes = (await readOwnRoutes())
  .filter((route) => ['member', 'operator'].includes(route.handler.meta.access))
  .sort(compareRoutes);

let ana: Household;
let ben: Household;
let anasIds: Set<string>;

beforeAll(async () => {
  [ana, ben] = await Promise.all([openHousehold(sweep, mark), openHousehold(sweep, 'Ben')]);
  await settle(sweep, ana);
  anasIds = await listIds(sweep, ana);
  for (const id of await listIds(sweep, ben)) anasIds.delete(id);
  expect(anasIds.size).toBeGreaterThan(100);
});

const copies = [
  ['', sweep.url],
  [' without the proxy', sweep.bareUrl],
] as const;

/** Each route with each of her ids, by two people. */
const everyRouteMs = 600_000;

describe.each(copies)('what is Ana’s%s', (_how, url) => {
  it('is neither given nor changed by any route', { timeout: everyRouteMs }, async () => {
    const before = await checksum(sweep, ana);
    const nobody = new Visitor(url);
    const stranger = new Visitor(url, ben.visitor);
    for (const route of routes) {
      if (route.path === '/api/events') continue;
      const name = nameOf(route);
      // All of it is refused, so its order is nothing.
      const refused = [...samplesOf(route, () => ana)].map(async (sample) => {
        expect((await ask(nobody, sample)).status, `${name} by nobody`).toBe(401);
        const answer = await ask(stranger, sample);
        expectNothingOfHers(answer, sample, name);
        expectRefusal(answer, sample, route);
      });
      await Promise.all(refused);
      for (const sample of mixedSamplesOf(route)) {
        const answer = await ask(stranger, sample);
        expectNothingOfHers(answer, sample, `${name}, some ids his own`);
        expectRefusal(answer, sample, route);
      }
    }
    expect(await checksum(sweep, ana)).toEqual(before);
    await stranger.ask('POST', `/api/households/${ben.householdId}/open`, {});
  });

  it('is neither given nor changed by a verb that a route does not have', async () => {
    const before = await checksum(sweep, ana);
    const stranger = new Visitor(url, ben.visitor);
    const has = new Set(routes.map(nameOf));
    await eachOf(routes, async (route) => {
      const [sample] = samplesOf(route, () => ana);
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
        if (!sample || has.has(nameOf({ method, path: route.path }))) continue;
        const body = sample.body ?? {};
        const answer = await ask(stranger, { ...sample, method, body });
        expect(answer.status, `${method} ${route.path}`).toBe(405);
      }
    });
    expect(await checksum(sweep, ana)).toEqual(before);
  });

  it('is on no page of anybody else’s, however it is asked for', {
    timeout: everyRouteMs,
  }, async () => {
    const visitors = { nobody: new Visitor(url), 'a stranger': new Visitor(url, ben.visitor) };
    await eachOf(readPages(), async (path) => {
      const address = fillPath(path, idOf(ana));
      for (const [who, visitor] of Object.entries(visitors)) {
        for (const [variant, headers] of pageVariants(address)) {
          const answer = await askPage(visitor, variant, headers);
          const name = `${variant} ${JSON.stringify(headers)} by ${who}`;
          expectNothingOfHers(answer, { url: variant, body: null }, name);
          expect(answer.status, name).toBeLessThan(500);
        }
      }
    });
  });

  it('is told by no event to anybody else', async () => {
    const [hers, his] = [new Visitor(url, ana.visitor), new Visitor(url, ben.visitor)];
    expect((await new Visitor(url).send('GET', '/api/events')).status).toBe(401);
    const [anas, bens] = await Promise.all([listen(hers), listen(his)]);
    await ana.visitor.ask('POST', '/api/notifications/read', {});
    await ana.visitor.ask('POST', `/api/items/${ana.ids.get('Item')}/sync`, {});
    await expect.poll(() => anas.events()).toContain('topics');
    expect(bens.events()).not.toContain('topics');
    await Promise.all([anas.close(), bens.close()]);
    await settle(sweep, ana);
  });
});

it('is on Ana’s own pages, by the same requests', async () => {
  for (const [variant, headers] of pageVariants(`/transactions?q=${mark}`).slice(0, 3)) {
    const { text } = await askPage(ana.visitor, variant, headers);
    expect(text, variant).toContain(`Hotel ${mark}`);
  }
});

// Last, as it changes what the others look for: what was refused to Ben is no nonsense.
it('is given to Ana by the same requests, without secrets or what is Ben’s', async () => {
  const bensIds = await listIds(sweep, ben);
  for (const id of anasIds) bensIds.delete(id);
  const mine = routes.filter((route) => route.handler.meta.access === 'member');
  const refused: string[] = [];
  for (const route of mine) {
    if (route.path === '/api/events') continue;
    for (const sample of samplesOf(route, () => ana)) {
      const { status, text } = await ask(ana.visitor, sample);
      const allowed = gives[nameOf(route)] ?? [];
      expect([allowed, 'nothing else'].flat(), nameOf(route)).toEqual(
        expect.arrayContaining(findSecrets(text, sweep.secrets)),
      );
      expect((text.match(uuid) ?? []).filter((id) => bensIds.has(id))).toEqual([]);
      const expected = refusedToOwner[nameOf(route)];
      const isAsExpected = expected
        ? new RegExp(`"(${expected})"`).test(text)
        : status < 300 || status === 409;
      if (!isAsExpected) refused.push(`${nameOf(route)} ${JSON.stringify(sample.body)}: ${text}`);
    }
  }
  expect(refused).toEqual([]);
});

async function ask(visitor: Visitor, { method, url, body, mediaType }: Sample): Promise<Answer> {
  const response = await visitor.send(method, url, body, {
    'content-type': mediaType,
    // Once switched Next's middleware off (CVE-2025-29927).
    'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy',
  });
  return { status: response.status, text: await response.text() };
}

/** None of her ids but those that were asked for, nothing she wrote, and no failure. */
function expectNothingOfHers(answer: Answer, sent: { url: string; body: unknown }, name: string) {
  const named = new Set(JSON.stringify(sent).match(uuid));
  const told = (answer.text.match(uuid) ?? []).filter((id) => anasIds.has(id) && !named.has(id));
  expect(told, `${name}: ${answer.text.slice(0, 300)}`).toEqual([]);
  expect(answer.text, name).not.toContain(mark);
  expect(answer.status, `${name}: ${answer.text.slice(0, 300)}`).toBeLessThan(500);
}

/** What names something of hers is answered as if it did not exist. */
function expectRefusal({ status, text }: Answer, sample: Sample, route: Route) {
  const name = `${nameOf(route)} ${JSON.stringify(sample.body)}: ${status} ${text.slice(0, 300)}`;
  const namesHers = (value: unknown) =>
    (JSON.stringify(value ?? null).match(uuid) ?? []).some((id) => anasIds.has(id));
  const isOperators = route.handler.meta.access === 'operator';
  if (namesHers(sample.body) && !ignoreForeignIds.includes(nameOf(route))) {
    expect([400, 404], name).toContain(status);
  } else if (isOperators || namesHers(sample.url.split('?')[0])) {
    expect(status, name).toBe(404);
  }
}

function samplesOf(route: Route, ownerOf: (field: string) => Household): Sample[] {
  return sampleRequests(route, (field, path) => idOf(ownerOf(field))(field, path));
}

/** Each id alone hers among his, and alone his among hers; and lists with one of each. */
function mixedSamplesOf(route: Route): Sample[] {
  const fields = new Set<string>();
  const hers = samplesOf(route, (field) => {
    fields.add(field);
    return ana;
  });
  const his = samplesOf(route, () => ben);
  const both = hers.map((sample, index) => ({
    ...sample,
    body: joinLists(his[index]?.body, sample.body),
  }));
  if (fields.size < 2) return both;
  const mixed = [...fields].flatMap((field) => [
    ...samplesOf(route, (each) => (each === field ? ana : ben)),
    ...samplesOf(route, (each) => (each === field ? ben : ana)),
  ]);
  return [...both, ...mixed];
}

function joinLists(one: unknown, other: unknown): unknown {
  if (Array.isArray(one) && Array.isArray(other)) return [...one, ...other];
  if (typeof one !== 'object' || one === null || typeof other !== 'object') return other;
  const names = Object.keys(one) as (keyof typeof one)[];
  return Object.fromEntries(names.map((name) => [name, joinLists(one[name], other?.[name])]));
}

/** A page as a browser loads it, as Next's router does, and as its older back doors were opened. */
function pageVariants(path: string): [string, Record<string, string>][] {
  const rsc = { rsc: '1' };
  const separator = path.includes('?') ? '&' : '?';
  return [
    [path, {}],
    [path, { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' }],
    [`${path}${separator}_rsc=abcde`, rsc],
    [`${path}${separator}_rsc=abcde`, { ...rsc, 'next-router-prefetch': '1' }],
    [path, { ...rsc, 'next-router-prefetch': '1', 'next-router-segment-prefetch': '/_tree' }],
    [path, { ...rsc, 'next-router-prefetch': '1', 'next-router-segment-prefetch': '/_full' }],
    [`${path === '/' ? '/index' : path}.rsc`, rsc],
    [`${path === '/' ? '/index' : path}.segments/_tree.segment.rsc`, rsc],
    [`/_next/data/build${path === '/' ? '/index' : path}.json`, { 'x-nextjs-data': '1' }],
  ];
}
