import type { LookupAddress, LookupOptions } from 'node:dns';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, isIP } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guardConnections } from './guard-connections.ts';
import { judgePublicAddress } from './judge-address.ts';
import { postGuarded } from './post-guarded.ts';

// In a process of its own: what is guarded stays so, and nothing is named here.

let server: Server;
let port: number;
let hits = 0;
let answer: RequestListener = (_request, response) => response.end('ok');
let asked: string[] = [];

const answers: Record<string, string[][]> = {
  'here.test': [['127.0.0.1']],
  'private.test': [['10.1.2.3', '192.168.1.1']],
  'mixed.test': [['10.1.2.3', '127.0.0.1']],
  'metadata.test': [['169.254.169.254']],
  // Right when it is asked for first, and this machine from then on.
  'changing.test': [['192.0.2.77'], ['127.0.0.1']],
};

function resolve(
  host: string,
  _options: LookupOptions,
  callback: (error: Error | null, found: LookupAddress[]) => void,
): void {
  asked.push(host);
  const [found, ...later] = answers[host] ?? [['127.0.0.1']];
  if (later.length > 0) answers[host] = later;
  const addresses = (found ?? []).map((address) => ({ address, family: isIP(address) }));
  setImmediate(() => callback(null, addresses));
}

const sending = { headers: {}, body: '{}', timeoutMs: 2_000, limitBytes: 10, resolve };
/** Whichever of its parts was waiting. */
const abandoned = /timeout|aborted/;
const toHere = (address: string) => (address === '127.0.0.1' ? null : 'it is elsewhere');
const post = (url: string, more: Partial<Parameters<typeof postGuarded>[1]> = {}) => {
  hits = 0;
  asked = [];
  return postGuarded(new URL(url), { ...sending, judge: toHere, ...more });
};

beforeAll(async () => {
  server = createServer((request, response) => {
    hits += 1;
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
  guardConnections([], resolve);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

it('goes where its judge lets it, past a guard that nothing is named to, and asks for a name once', async () => {
  expect(await post(`http://here.test:${port}/`)).toEqual({ status: 200, text: 'ok' });
  expect(asked).toEqual(['here.test']);
  await expect(fetch(`http://here.test:${port}/`)).rejects.toThrow();
  expect(hits).toBe(1);
});

it('passes over addresses that it may not go to', async () => {
  expect((await post(`http://mixed.test:${port}/`)).status).toBe(200);
});

describe('never connects', () => {
  it.each(['here.test', 'private.test', 'metadata.test', 'mixed.test'])(
    'to %s, which is not on the internet',
    async (host) => {
      const sent = post(`http://${host}:${port}/`, { judge: judgePublicAddress });
      await expect(sent).rejects.toThrow('does not connect');
      expect(hits).toBe(0);
    },
  );

  it.each(['127.0.0.1', '[::1]', '[::ffff:127.0.0.1]', '0x7f.1', '2130706433', '0'])(
    'to %s, which is not looked up',
    async (host) => {
      const sent = post(`http://${host}:${port}/`, { judge: judgePublicAddress });
      await expect(sent).rejects.toThrow('does not connect');
      expect([hits, asked]).toEqual([0, []]);
    },
  );

  it('to what a name stands for later than it was judged', async () => {
    const sent = post(`http://changing.test:${port}/`, { judge: judgePublicAddress });
    await expect(sent).rejects.toThrow('does not connect');
    expect([hits, asked]).toEqual([0, ['changing.test']]);
  });
});

it('follows no redirect', async () => {
  answer = (_request, response) => {
    response.writeHead(302, { location: `http://here.test:${port}/away` }).end();
  };
  expect((await post(`http://here.test:${port}/`)).status).toBe(302);
  expect(hits).toBe(1);
});

it('reads the beginning of an answer, however long it is', async () => {
  answer = (_request, response) => {
    const more = () => response.write('x'.repeat(10_000), () => setImmediate(more));
    more();
  };
  expect((await post(`http://here.test:${port}/`)).text).toBe('x'.repeat(10));
});

it('gives up on an answer that comes too slowly, or that never comes', async () => {
  answer = (_request, response) => {
    response.write('x');
  };
  await expect(post(`http://here.test:${port}/`, { timeoutMs: 100 })).rejects.toThrow(abandoned);
  answer = () => {};
  await expect(post(`http://here.test:${port}/`, { timeoutMs: 100 })).rejects.toThrow(abandoned);
});
