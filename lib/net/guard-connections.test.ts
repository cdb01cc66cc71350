import type { LookupAddress, LookupOptions } from 'node:dns';
import { once } from 'node:events';
import http, { createServer, type Server } from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import net, { type AddressInfo, Socket } from 'node:net';
import tls from 'node:tls';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sendThroughRelay } from '#lib/mail/relay';
import { openSmtpServer } from '#lib/testing/smtp-server';
import { guardConnections } from './guard-connections.ts';
import type { Destination } from './list-destinations.ts';

// In a process of its own: what is guarded stays so.

/** What the settings name; it answers, and leads away. */
let named: Server;
/** What nobody named. */
let canary: Server;
let hits = 0;
let namedPort: number;
let canaryPort: number;
let asked: string[] = [];
const destinations: Destination[] = [];

/** What name servers say, in the order in which they are asked; the last stays. */
const answers: Record<string, string[][]> = {
  'named.test': [['127.0.0.1']],
  'private.test': [['10.1.2.3']],
  'metadata.test': [['169.254.169.254', '::ffff:169.254.169.254', 'fe80::1']],
  'changing.test': [['192.0.2.1'], ['127.0.0.1']],
  localhost: [['127.0.0.1']],
};

function resolve(
  host: string,
  _options: LookupOptions,
  callback: (error: Error | null, found: LookupAddress[]) => void,
): void {
  asked.push(host);
  const [found, ...later] = answers[host] ?? [['127.0.0.1']];
  if (later.length > 0) answers[host] = later;
  const addresses = (found ?? []).map((address) => ({ address, family: net.isIP(address) }));
  setImmediate(() => callback(null, addresses));
}

const open = async (server: Server): Promise<number> => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
};

beforeAll(async () => {
  canary = createServer((_request, response) => response.end('canary'));
  canary.on('connection', () => {
    hits += 1;
  });
  canaryPort = await open(canary);
  named = createServer((request, response) => {
    const away = { location: `http://127.0.0.1:${canaryPort}/` };
    if (request.url === '/away') response.writeHead(302, away);
    response.end('named');
  });
  namedPort = await open(named);
  const own = { port: namedPort, isPublic: false };
  const foreign = { port: canaryPort, isPublic: false };
  destinations.push(
    { ...own, host: 'localhost' },
    { ...own, host: '127.0.0.1' },
    ...Object.keys(answers)
      .filter((host) => host.endsWith('.test'))
      .map((host) => ({ ...foreign, host })),
    { ...foreign, host: '169.254.169.254' },
    { host: 'private.test', port: 444, isPublic: true },
  );
  guardConnections(destinations, resolve);
});
afterAll(() => {
  named.close();
  canary.close();
});
beforeEach(() => {
  hits = 0;
  asked = [];
});

/** Every way of Node's to open a connection; each resolves once it is open. */
const ways: Record<string, (host: string, port: number) => Promise<unknown>> = {
  fetch: (host, port) => fetch(`http://${bracket(host)}:${port}/`),
  'http.get': (host, port) => opened(http.get({ host, port, agent: false }), 'response'),
  'http.get of a URL': (host, port) =>
    opened(http.get(`http://${bracket(host)}:${port}/`), 'response'),
  'net.connect': (host, port) => openedSocket(net.connect({ host, port })),
  'net.connect in words': (host, port) => openedSocket(net.connect(port, host)),
  'Socket.connect': (host, port) => openedSocket(new Socket().connect(port, host)),
  'Socket.connect with options': (host, port) =>
    openedSocket(new Socket().connect({ host, port, autoSelectFamily: false })),
};
const tlsWays: typeof ways = {
  'https.get': (host, port) => opened(https.get({ host, port }), 'response'),
  'tls.connect': (host, port) => openedSocket(tls.connect({ host, port })),
  http2: (host, port) => opened(http2.connect(`https://${bracket(host)}:${port}`), 'connect'),
};

const bracket = (host: string) => (host.includes(':') ? `[${host}]` : host);

async function opened(emitter: NodeJS.EventEmitter, event: string): Promise<void> {
  await once(emitter, event);
  if ('destroy' in emitter) (emitter.destroy as () => void)();
}

const openedSocket = (socket: Socket) => opened(socket, 'connect');

/** The message at the bottom of what a way rejects with. */
async function reasonOf(trying: Promise<unknown>): Promise<string> {
  const error = await trying.then(
    () => 'it was opened',
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

describe.each(Object.entries(ways))('by %s', (_name, connect) => {
  it('reaches what the settings name', async () => {
    await connect('localhost', namedPort);
    await connect('127.0.0.1', namedPort);
  });
});

describe.each(Object.entries({ ...ways, ...tlsWays }))('by %s', (_name, connect) => {
  it.each([
    '127.0.0.1',
    '::1',
    '::ffff:127.0.0.1',
    '0.0.0.0',
    '0x7f.1',
    '2130706433',
    'localhost',
    'localhost.',
    'elsewhere.test',
    'LOCALHOST',
  ])('does not reach %s, which nothing names there', async (host) => {
    expect(await reasonOf(connect(host, canaryPort))).toContain('no setting names it');
    expect(hits).toBe(0);
    expect(asked).toEqual([]);
  });

  it.each([
    ['named.test', 'it is this machine'],
    ['metadata.test', 'no connection may go there'],
    ['169.254.169.254', 'no connection may go there'],
  ])('does not reach %s, whatever names it: %s', async (host, reason) => {
    expect(await reasonOf(connect(host, canaryPort))).toContain(reason);
    expect(hits).toBe(0);
  });
});

it('lets a mail out to a relay that is named', async () => {
  const relay = await openSmtpServer();
  const { port } = new URL(relay.url);
  destinations.push({ host: 'localhost', port: Number(port), isPublic: false });
  process.env.SMTP_URL = `smtp://localhost:${port}`;
  process.env.MAIL_FROM = 'money@example.com';
  const words = { subject: 'Hello', text: 'Hello', html: '<p>Hello</p>' };
  const mail = { id: 'one', toAddress: 'ana@example.com', ...words };
  expect(await sendThroughRelay(mail)).toBe(true);
  expect(relay.mails).toHaveLength(1);
  relay.close();
});

it('follows nobody to where it may not go', async () => {
  const url = `http://localhost:${namedPort}/away`;
  expect(await reasonOf(fetch(url))).toContain('no setting names it');
  expect(hits).toBe(0);
});

it('judges the address that it connects to, and asks for it once', async () => {
  const connect = ways['Socket.connect with options'];
  if (!connect) throw new Error('There is no such way.');
  const first = connect('changing.test', canaryPort);
  const second = reasonOf(connect('changing.test', canaryPort));
  expect(await second).toContain('it is this machine');
  expect(asked).toEqual(['changing.test', 'changing.test']);
  expect(hits).toBe(0);
  // Nobody answers there.
  first.catch(() => {});
});

it('takes Plaid’s own for nothing in a private network', async () => {
  expect(await reasonOf(openedSocket(net.connect(444, 'private.test')))).toContain(
    'it is in a private network',
  );
});
