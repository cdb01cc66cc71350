import { beforeAll, expect, inject, it, vi } from 'vitest';
import { z } from 'zod';
import { readPages } from '#lib/testing/pages';
import { readOwnRoutes } from '#lib/testing/routes';
import { Visitor } from './support/drill.ts';
import { type FuzzRequest, fuzzPage, fuzzRoute } from './support/fuzz-requests.ts';
import { checksum, type Household, idOf, openHousehold, settle } from './support/households.ts';
import { sampleRequests } from './support/samples.ts';
import { sendOverWire, type WireAnswer } from './support/wire.ts';

// Whatever is sent to whatever there is: it is refused in our words, names the field, changes
// nothing and fails nowhere.

/** Ten thousand requests, of a server that answers to nobody else. */
const sweep = { ...inject('sweep'), url: inject('sweep').busyUrl };
/** More than there are connections to the database: whoever waits for a second one holds up all. */
const atOnce = 24;
/** Ten thousand requests on a busy machine. */
const timeout = 600_000;

/** Whoever may ask them is somebody else afterwards, or nobody. */
const endsWhoAsks = [
  'DELETE /api/sessions/[sessionId]',
  'POST /api/auth/callback/credentials',
  'POST /api/auth/signout',
  'POST /api/households',
  'POST /api/households/[householdId]/open',
  'POST /api/members/leave',
  'POST /api/password',
  'POST /api/sample',
  'DELETE /api/sample',
  'POST /api/step-up',
];

/** Nothing of ours, no path and no line of a program, whatever happened. */
const internals =
  /[Pp]risma|[Pp]ostgre|\bpg_|\bSELECT\b|INSERT INTO|node_modules|\/(?:lib|app|server)\/[\w/.[\]-]+\.(?:ts|js)|\bat .{1,80}:\d+:\d+|ECONN|(?:Type|Range|Syntax|Zod|App)Error|Invariant|"digest\\?":\\?"\d/;

type Sent = { request: FuzzRequest; answer: WireAnswer };

let ana: Household;
let requests: FuzzRequest[];

/** What there is to change goes last. */
const order = ['GET', 'PATCH', 'POST', 'DELETE'];
const routes = (await readOwnRoutes()).sort(
  (a, b) => order.indexOf(a.method) - order.indexOf(b.method),
);
/** Whoever resolves `..` asks for another address, and rightly gets what is there. */
const isItself = (url: string) => new URL(url, sweep.url).pathname === url.split(/[?#]/)[0];
const isEnding = ({ name }: FuzzRequest) => endsWhoAsks.some((each) => name.startsWith(`${each} `));

beforeAll(async () => {
  ana = await openHousehold(sweep, `Fuzz${Date.now()}`);
  await settle(sweep, ana);
  const ids = idOf(ana);
  const csrf = await ana.visitor.ask<{ csrfToken: string }>('GET', '/api/auth/csrf');
  requests = [
    ...readPages().flatMap((path) => fuzzPage(path, ids)),
    ...routes.flatMap((route) => fuzzRoute(route, sampleRequests(route, ids), ids)),
    ...fuzzUnregistered(csrf.csrfToken),
  ];
  expect(requests.length).toBeGreaterThan(10_000);
});

it('what a schema refuses is refused in words that name the field, and changes nothing', {
  timeout,
}, async () => {
  const wrong = requests.filter((request) => request.wrong !== null && isItself(request.url));
  const before = await checksum(sweep, ana);
  const sent = await sendAll(wrong, ana.visitor);
  expect(sent.flatMap(findTrouble)).toEqual([]);
  expect(sent.filter(({ answer }) => answer.status < 300).map(describe)).toEqual([]);
  expect(await checksum(sweep, ana)).toEqual(before);
});

it('what a schema takes, however odd, fails nowhere; refused, it changes nothing', {
  timeout,
}, async () => {
  const odd = requests.filter((request) => request.wrong === null);
  const sent: Sent[] = [];
  for (const [, group] of Map.groupBy(odd, ({ name }) => name.split(' ', 2).join(' '))) {
    const whose = group.some(isEnding) ? await signUp() : ana.visitor;
    sent.push(...(await sendAll(group, whose)));
  }
  expect(sent.flatMap(findTrouble)).toEqual([]);
  // The others depend on what there is by then: another session, too many of something, a row that is held.
  let refused = sent
    .filter(({ request, answer }) => !isEnding(request) && [400, 403, 404].includes(answer.status))
    .map(({ request }) => request);
  await settle(sweep, ana);
  // What was taken before may still have something in its wake: a notification, or room for what is taken now.
  await vi.waitFor(
    async () => {
      const before = await checksum(sweep, ana, ['fence']);
      const again = await sendAll(refused, ana.visitor);
      const after = await checksum(sweep, ana, ['fence']);
      refused = again.filter(({ answer }) => answer.status >= 400).map(({ request }) => request);
      expect(again.filter(({ answer }) => answer.status < 300).map(describe)).toEqual([]);
      expect(after).toEqual(before);
    },
    { timeout: 240_000, interval: 500 },
  );
  expect(refused.length).toBeGreaterThan(200);
  await ana.visitor.ask('GET', '/api/profile');
});

/** Next-auth and Plaid's signature say nothing of what they take. */
function fuzzUnregistered(csrfToken: string): FuzzRequest[] {
  const addresses = [
    ['GET', '/api/auth/session'],
    ['POST', '/api/plaid/webhook', { webhook_type: 'TRANSACTIONS', item_id: 'x' }],
    ['POST', '/api/auth/callback/credentials', { csrfToken, email: 'a@b.co', password: 'x' }],
    ['POST', '/api/auth/signout', { csrfToken }],
  ] as const;
  return addresses.flatMap(([method, path, body]) => {
    const input = { body: z.unknown(), query: z.unknown() };
    const closed = {
      access: 'public',
      role: null,
      fresh: false,
      scope: null,
      status: 200,
    } as const;
    const meta = { method, path, ...closed, input };
    const handler = Object.assign(async () => new Response(), { meta });
    const sample = { method, path, url: path, body, mediaType: 'application/json' };
    const requests = fuzzRoute({ method, path, handler }, [sample], () => '');
    return requests.map((request) => ({ ...request, wrong: null }));
  });
}

async function signUp(): Promise<Visitor> {
  const visitor = new Visitor(sweep.url);
  await visitor.signUp();
  return visitor;
}

async function sendAll(requests: FuzzRequest[], whose: Visitor): Promise<Sent[]> {
  const sent: Sent[] = [];
  const waiting = requests.values();
  const send = async () => {
    for (const request of waiting) {
      const { cookie, ...given } = request.headers;
      const own = {
        origin: sweep.url,
        cookie: [whose.cookies, cookie].filter(Boolean).join('; '),
      };
      const answer = await sendOverWire(sweep.url, { ...request, headers: { ...own, ...given } });
      whose.keepCookies(answer.cookies);
      sent.push({ request, answer });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, send));
  return sent;
}

function findTrouble({ request, answer }: Sent): string[] {
  const say = (what: string) => [`${what}: ${describe({ request, answer })}`];
  const { status, text, contentType } = answer;
  // 503: whoever holds the same row or file kept the others waiting for too long.
  if (status >= 500 && status !== 503) return say('failed');
  const isPage = contentType.startsWith('text/html') || contentType.startsWith('text/x-component');
  const told = status >= 400 || isPage ? internals.exec(text) : null;
  if (told) return say(`tells of ${told[0]}`);
  if (status < 400 || isPage) return [];
  if (contentType !== 'application/json') return say('is no envelope');
  const { error } = JSON.parse(text) as { error: { message: string; fields?: object } };
  if (!(error?.message.length > 10)) return say('has no message');
  const fields = Object.keys(error.fields ?? {});
  const isNamed = fields.some((field) => isAbout(field, request.wrong ?? field));
  return status === 400 && request.wrong !== null && !isNamed ? say('names no field') : [];
}

/** `name` and `accounts.0.name` are about `accounts`… */
function isAbout(field: string, wrong: string): boolean {
  if (wrong === 'body' || field === 'body') return true;
  return field === wrong || field.startsWith(`${wrong}.`) || wrong.startsWith(`${field}.`);
}

function describe({ request, answer }: Sent): string {
  return `${request.name} ${request.url.slice(0, 100)} → ${answer.status} ${answer.text.slice(0, 300)}`;
}
