import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { readPages } from '#lib/testing/pages';
import { readOwnRoutes } from '#lib/testing/routes';
import { Visitor } from './support/drill.ts';
import { fillPath, sampleRequests } from './support/samples.ts';

// What every answer says to the browser that gets it, whoever made it: a route, a page, Next.

const sweep = inject('sweep');
const linkOrigin = sweep.sandboxUrl;
const brokenUrl = sweep.brokenUrl;

const everywhere = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin-allow-popups',
  'cross-origin-resource-policy': 'same-origin',
};
const emptyPolicy = {
  'default-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
  sandbox: '',
};
const pagePolicy = {
  'default-src': "'none'",
  'script-src': `'nonce-?' 'strict-dynamic' ${linkOrigin}/link/v2/stable/link-initialize.js`,
  'style-src-elem': "'nonce-?'",
  'style-src-attr': "'unsafe-inline'",
  'img-src': "'self' data:",
  'font-src': "'self'",
  'connect-src': `'self' ${sweep.sandboxUrl}`,
  'frame-src': linkOrigin,
  'manifest-src': "'self'",
  'worker-src': "'self'",
  'base-uri': "'none'",
  'object-src': "'none'",
  'form-action': "'self'",
  'frame-ancestors': "'none'",
  'report-uri': '/api/csp-reports',
};

/** What a browser may keep, and for whom. */
const kept: Record<string, string> = {
  'GET /api/items/[itemId]/logo': 'private, max-age=604800',
};

const routes = await readOwnRoutes();
const pages = readPages().map((path) => fillPath(path, () => randomUUID()));
const ana = new Visitor(sweep.url);
const nobody = new Visitor(sweep.url);

beforeAll(() => ana.signUp());

describe.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))(
  '%s',
  (name, route) => {
    it('says all of it, to whoever asks', async () => {
      const [sample] = sampleRequests(route, () => randomUUID());
      if (!sample) throw new Error('There is no request to it.');
      for (const visitor of route.method === 'GET' ? [ana, nobody] : [nobody]) {
        const leaving = new AbortController();
        const { method, url, body } = sample;
        const response = await visitor.send(method, url, body, {}, leaving.signal);
        expectHeaders(response, emptyPolicy);
        const caching = response.headers.get('cache-control') ?? '';
        expect([kept[name], 'no-store', 'no-store, no-transform']).toContain(caching);
        leaving.abort();
      }
    });
  },
);

describe.each(pages)('the page %s', (path) => {
  it('says all of it, and lets run nothing but its own scripts', async () => {
    const nonces = new Set<string>();
    for (const visitor of [ana, ana, nobody]) {
      const response = await visitor.send('GET', path);
      const isRedirect = response.status >= 300 && response.status < 400;
      const hasPolicy = !isRedirect || response.headers.get('content-type')?.includes('html');
      expectHeaders(response, hasPolicy ? pagePolicy : emptyPolicy, nonces);
      expect(response.headers.get('cache-control')).toContain('no-store');
      await expectNonces(response, nonces);
    }
    expect(nonces.size).toBeGreaterThanOrEqual(2);
  });
});

it('a page that is not there', async () => {
  const nonces = new Set<string>();
  const response = await ana.send('GET', '/no-such-page');
  expect(response.status).toBe(404);
  expectHeaders(response, pagePolicy, nonces);
  expect(nonces.size).toBe(1);
});

it('a page that fails, which tells nothing of why', async () => {
  const session = { cookie: `__Host-plumbline.session=${'x'.repeat(43)}` };
  for (const path of ['/', '/accounts', '/sign-in', '/settings/security']) {
    const response = await new Visitor(brokenUrl).send('GET', path, undefined, session);
    expect(response.status, path).toBe(500);
    expectHeaders(response, pagePolicy, new Set(), true);
    const text = await response.text();
    expect(text, path).not.toMatch(/prisma|postgres|127\.0\.0\.1:1|ECONNREFUSED|\bat \w+ \(/i);
  }
});

it('what Next answers by itself, and what is no request of ours', async () => {
  const asked: [string, string, number[]][] = [
    ['GET', '/accounts', [307]],
    ['GET', '/icon.svg', [200]],
    ['GET', '/favicon.ico', [200]],
    ['GET', '/_next/static/none.js', [404]],
    ['GET', '/_next/static/', [308, 404]],
    ['GET', '/_next/image?url=%2Ficon.svg&w=64&q=75', [404]],
    ['GET', '/api/none', [404]],
    ['OPTIONS', '/api/items', [204]],
    ['HEAD', '/api/items', [401]],
    ['HEAD', '/sign-in', [200]],
    ['POST', '/sign-in', [404]],
    ['PUT', '/accounts', [404]],
    ['GET', '/accounts/%FF', [307, 404]],
    ['GET', '/.git/config', [307, 404]],
    ['GET', '/.env', [307, 404]],
    ['GET', '/metrics', [307, 404]],
    ['GET', '/_next/static/../../../etc/passwd', [307, 404]],
  ];
  for (const [method, path, statuses] of asked) {
    const response = await nobody.send(method, path);
    expect(statuses, `${method} ${path}`).toContain(response.status);
    expectHeaders(response, path === '/sign-in' && method === 'HEAD' ? pagePolicy : emptyPolicy);
  }
});

it('the icon may be kept for a day: browsers ask for it at every letter of a search', async () => {
  const { headers } = await nobody.send('GET', '/icon.svg');
  expect(headers.get('cache-control')).toBe('public, max-age=86400');
  expect(headers.get('content-type')).toBe('image/svg+xml; charset=utf-8');
});

it('whom to tell of a weakness', async () => {
  const response = await nobody.send('GET', '/.well-known/security.txt');
  expect(response.status).toBe(200);
  expectHeaders(response, emptyPolicy);
  expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  const text = await response.text();
  expect(text).toContain('Contact: mailto:security@example.com\r\n');
  expect(text).toContain(`Canonical: ${sweep.url}/.well-known/security.txt\r\n`);
});

it('over TLS that it is for good, and the cookies of it alone', async () => {
  for (const path of ['/', '/sign-in', '/api/health/live', '/icon.svg', '/api/auth/csrf']) {
    const response = await new Visitor(brokenUrl).send('GET', path);
    expect(response.headers.get('strict-transport-security'), path).toBe(
      'max-age=63072000; includeSubDomains',
    );
    for (const line of response.headers.getSetCookie()) expect(line).toMatch(/^__.*; Secure/);
  }
});

it('no redirect leads to another host, whatever the request calls ours', async () => {
  const claims: Record<string, string>[] = [
    { host: 'evil.test' },
    { 'x-forwarded-host': 'evil.test' },
    { 'x-forwarded-proto': 'evil' },
    { forwarded: 'host=evil.test' },
    { 'x-original-url': '//evil.test' },
    { 'x-rewrite-url': '//evil.test' },
  ];
  const paths = [
    '/accounts',
    '//evil.test',
    '/\\evil.test',
    '/.//evil.test/..',
    '/%2F%2Fevil.test',
  ];
  for (const headers of claims) {
    for (const path of paths) {
      const response = await nobody.send('GET', path, undefined, headers);
      const location = response.headers.get('location') ?? '/';
      const target = new URL(location, sweep.url);
      expect(target.origin, `${path} ${JSON.stringify(headers)} → ${location}`).toBe(sweep.url);
    }
  }
});

function expectHeaders(
  response: Response,
  policy: Record<string, string>,
  nonces = new Set<string>(),
  isTls = false,
) {
  const headers = Object.fromEntries(response.headers);
  expect(headers).toMatchObject(everywhere);
  expect(headers['referrer-policy']).toMatch(/^(same-origin|no-referrer)$/);
  expect(headers['permissions-policy']).toMatch(/camera=\(\).*geolocation=\(\).*microphone=\(\)/);
  // JSON is UTF-8 by its own definition; other text says what its letters are.
  const type = headers['content-type'] ?? '';
  if (Number(headers['content-length']) > 0) expect(type).not.toBe('');
  if (/^text\/|xml|javascript/.test(type)) expect(type).toMatch(/; charset=utf-8$/i);
  expect(headers).not.toHaveProperty('x-powered-by');
  expect(headers).not.toHaveProperty('server');
  expect('strict-transport-security' in headers).toBe(isTls);
  expect(parsePolicy(headers['content-security-policy'] ?? '', nonces)).toEqual(policy);
}

/** Directives by name; a nonce of 128 bits or more is `?`, and is kept. */
function parsePolicy(header: string, nonces: Set<string>): Record<string, string> {
  const directives = header.split('; ').map((directive) => {
    const [name = '', ...values] = directive.split(' ');
    const value = values.join(' ').replace(/'nonce-([A-Za-z0-9+/]{22,})'/g, (_, nonce: string) => {
      nonces.add(nonce);
      return "'nonce-?'";
    });
    return [name, value];
  });
  return Object.fromEntries(directives) as Record<string, string>;
}

/** Every script and style of the page has the nonce of its answer; none has an inline handler. */
async function expectNonces(response: Response, nonces: Set<string>) {
  const html = await response.text();
  for (const [tag] of html.matchAll(/<(?:script|style)\b[^>]*>/g)) {
    const nonce = /\bnonce="([^"]+)"/.exec(tag)?.[1] ?? 'none';
    expect([...nonces], tag).toContain(nonce);
  }
  expect(html).not.toMatch(/<[^>]+\son\w+=/);
}
