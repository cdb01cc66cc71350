import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { readOwnRoutes } from '#lib/testing/routes';
import { Visitor } from './support/drill.ts';
import { sampleRequests } from './support/samples.ts';
import { sendOverWire } from './support/wire.ts';

// However large a body is and however it is sent, no more of it is read than a route takes.

const sweep = inject('sweep');
const limitBytes = 64 * 1024;
/** What fits into the buffers of two sockets and of what reads them. */
const underWayBytes = 8 * 1024 ** 2;
const json = 'application/json';
const chunked = { 'transfer-encoding': 'chunked' };

type Target = { method: string; url: string; mediaType: string };

const routes = (await readOwnRoutes()).filter(
  ({ handler }) => handler.meta.input?.body && handler.meta.access !== 'operator',
);
const targets: Target[] = [
  ...routes.flatMap((route) => sampleRequests(route, () => randomUUID()).slice(0, 1)),
  { method: 'POST', url: '/api/plaid/webhook', mediaType: json },
  { method: 'POST', url: '/api/auth/callback/credentials', mediaType: json },
  { method: 'POST', url: '/api/auth/signout', mediaType: json },
];

const ana = new Visitor(sweep.url);

beforeAll(() => ana.signUp());

describe.each(
  targets.map((target) => [`${target.method} ${target.url.split('?')[0]}`, target] as const),
)('%s', (_name, target) => {
  const headers = () => ({
    cookie: ana.cookies,
    origin: sweep.url,
    'content-type': target.mediaType,
  });
  const tooLarge = Buffer.from(JSON.stringify({ name: 'x'.repeat(limitBytes) }));

  it('refuses a body over its limit, whether it says its length or not', async () => {
    const said = await sendOverWire(sweep.url, { ...target, headers: headers(), body: tooLarge });
    expect(said.status, said.text).toBe(413);
    const chunked = { ...headers(), 'transfer-encoding': 'chunked' };
    const unsaid = await sendOverWire(sweep.url, { ...target, headers: chunked, body: tooLarge });
    expect(unsaid.status, unsaid.text).toBe(413);
  });

  it('reads no body without an end', async () => {
    const { status, sentBytes } = await sendEndlessly(target, { ...headers(), ...chunked });
    expect([413, 'hung up']).toContain(status);
    expect(sentBytes).toBeLessThan(underWayBytes);
  });

  it('unpacks nothing', async () => {
    const bomb = gzipSync(JSON.stringify({ name: 'x'.repeat(20 * 1024 ** 2) }));
    expect(bomb.length).toBeLessThan(limitBytes);
    const packed = { ...headers(), 'content-encoding': 'gzip' };
    const answer = await sendOverWire(sweep.url, { ...target, headers: packed, body: bomb });
    expect([400, 401, 403, 415], answer.text).toContain(answer.status);
  });
});

/** Until there is an answer, or the connection is over. */
function sendEndlessly({ method, url }: Target, headers: Record<string, string>) {
  const { hostname, port } = new URL(sweep.url);
  const chunk = Buffer.alloc(limitBytes, 'x');
  return new Promise<{ status: number | 'hung up'; sentBytes: number }>((resolve) => {
    let sentBytes = 0;
    let isOver = false;
    const outgoing = request({ hostname, port, method, path: url, headers, agent: false });
    outgoing.on('response', (response) => {
      isOver = true;
      resolve({ status: response.statusCode ?? 0, sentBytes });
      outgoing.destroy();
    });
    // It answers and hangs up, and what is still being written may overtake the answer.
    outgoing.on('error', () => {
      isOver = true;
      resolve({ status: 'hung up', sentBytes });
    });
    const send = () => {
      while (!isOver && sentBytes < 4 * underWayBytes) {
        sentBytes += chunk.length;
        if (!outgoing.write(chunk)) return outgoing.once('drain', send);
      }
    };
    send();
  });
}
