import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { readOwnRoutes } from '#lib/testing/routes';
import { passwords, Visitor } from './support/drill.ts';
import { checksum } from './support/households.ts';
import { type Sample, sampleRequests } from './support/samples.ts';

// What another site can make a signed-in person's browser send, to every address that changes
// something: nothing of it is taken, whatever the route would have said to it.

const sweep = inject('sweep');

/** What browsers say of where a request comes from. */
const sources: Record<string, Record<string, string>> = {
  'another site': { origin: 'https://evil.test' },
  'a sandboxed frame': { origin: 'null' },
  'a name that begins like ours': { origin: `${sweep.url}.evil.test` },
  'a subdomain': { origin: sweep.url.replace('//', '//sub.') },
  'another port': { origin: 'http://localhost:1' },
  'another scheme': { origin: sweep.url.replace('http:', 'https:') },
  'nowhere it says': {},
  'a page of ours it says, elsewhere': { referer: `${sweep.url}/accounts` },
  'another site, says the browser': { origin: sweep.url, 'sec-fetch-site': 'cross-site' },
  'a subdomain, says the browser': { origin: sweep.url, 'sec-fetch-site': 'same-site' },
  'the address bar, says the browser': { origin: sweep.url, 'sec-fetch-site': 'none' },
};

/** What a form or a script of another site can send without being asked first, and JSON. */
const types: Record<string, (body: unknown) => string> = {
  'application/json': (body) => JSON.stringify(body),
  'text/plain': (body) => JSON.stringify(body),
  'application/x-www-form-urlencoded': (body) => String(new URLSearchParams(flat(body))),
  'multipart/form-data; boundary=x': (body) =>
    Object.entries(flat(body))
      .map(
        ([name, value]) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}`,
      )
      .join('\r\n')
      .concat('\r\n--x--'),
};

const changing = (await readOwnRoutes()).filter(
  ({ method, handler }) => method !== 'GET' && handler.meta.access !== 'signed',
);
const samples = [
  ...changing.flatMap((route) => sampleRequests(route, () => randomUUID()).slice(0, 1)),
  ...['callback/credentials', 'signin/oidc', 'signout'].map((action) => ({
    method: 'POST',
    path: `/api/auth/${action}`,
    url: `/api/auth/${action}`,
    body: { email: 'nobody@example.com', password: passwords.first },
    mediaType: 'application/json',
  })),
];

const visitor = new Visitor(sweep.url);
let householdId: string;

beforeAll(async () => {
  await visitor.signUp();
  householdId = (await visitor.ask<{ id: string }>('GET', '/api/households/current')).id;
});

describe.each(samples.map((sample) => [`${sample.method} ${sample.path}`, sample] as const))(
  '%s',
  (_name, sample) => {
    it('is refused to whoever is not a page of ours', async () => {
      const before = await checksum(sweep, { householdId });
      const tries = Object.entries(sources).flatMap(([source, headers]) =>
        Object.entries(types).map(async ([type, write]) => {
          const response = await send(sample, { ...headers, 'content-type': type }, write);
          const { error } = (await response.json()) as { error: { code: string } };
          const answer = { status: response.status, code: error.code };
          expect(answer, `${type} from ${source}`).toEqual({ status: 403, code: 'forbidden' });
          expect(response.headers.getSetCookie(), `${type} from ${source}`).toEqual([]);
        }),
      );
      await Promise.all(tries);
      expect(await checksum(sweep, { householdId })).toEqual(before);
    });

    it('is not what a form that only reads can be turned into', async () => {
      const before = await checksum(sweep, { householdId });
      const query = new URLSearchParams({ ...flat(sample.body), _method: sample.method });
      const headers = {
        cookie: visitor.cookies,
        'x-http-method-override': sample.method,
        'x-http-method': sample.method,
        'x-method-override': sample.method,
      };
      for (const method of ['GET', 'HEAD']) {
        await fetch(`${sweep.url}${sample.url}?${query}`, { method, headers });
      }
      expect(await checksum(sweep, { householdId })).toEqual(before);
    });
  },
);

it('takes from a page of ours what it refuses to others', async () => {
  const sample: Sample = {
    method: 'PATCH',
    path: '/api/households/current',
    url: '/api/households/current',
    body: { name: 'Changed' },
    mediaType: 'application/json',
  };
  const json = { 'content-type': 'application/json' };
  const own: Record<string, string>[] = [
    { origin: sweep.url },
    { 'sec-fetch-site': 'same-origin' },
  ];
  for (const headers of own) {
    const before = await checksum(sweep, { householdId });
    sample.body = { name: JSON.stringify(headers).slice(0, 80) };
    expect((await send(sample, { ...json, ...headers }, JSON.stringify)).status).toBe(200);
    expect(await checksum(sweep, { householdId })).not.toEqual(before);
  }
});

function send(
  { method, url, body }: Sample,
  headers: Record<string, string>,
  write: (body: unknown) => string,
): Promise<Response> {
  return fetch(`${sweep.url}${url}`, {
    method,
    redirect: 'manual',
    headers: { cookie: visitor.cookies, ...headers },
    body: write(body ?? {}),
  });
}

/** As a form would name the fields. */
function flat(body: unknown): Record<string, string> {
  const fields = Object.entries((body ?? {}) as object).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return Object.fromEntries(fields) as Record<string, string>;
}
