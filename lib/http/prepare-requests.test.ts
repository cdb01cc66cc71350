import { once } from 'node:events';
import { createServer, type IncomingMessage, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { prepareRequests } from './prepare-requests.ts';

process.env.APP_URL = 'https://money.example.com';

const seen: IncomingMessage[] = [];
let sentAhead: boolean | undefined;
const server = createServer((request, response) => {
  seen.push(request);
  response.flushHeaders();
  sentAhead = response.headersSent;
  response.end();
});
let port: number;

beforeAll(async () => {
  prepareRequests();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
});
beforeEach(() => seen.splice(0));
afterAll(() => server.close());

async function ask(method: string, path: string, headers = {}): Promise<IncomingMessage> {
  const request = send({ host: '127.0.0.1', port, method, path, headers }).end();
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  response.resume();
  return response;
}

it('writes the address of the socket over what a client claims', async () => {
  await ask('GET', '/', { 'x-plumbline-peer': '203.0.113.5' });
  expect(seen[0]?.headers['x-plumbline-peer']).toBe('127.0.0.1');
});

it('gives every answer the headers that keep it in its place', async () => {
  const { headers } = await ask('GET', '/');
  expect(headers).toMatchObject({
    'content-security-policy': expect.stringContaining("default-src 'none'"),
    'strict-transport-security': 'max-age=63072000; includeSubDomains',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin-allow-popups',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': expect.stringContaining('camera=()'),
  });
});

it.each([
  ['/accounts', false],
  ['/api/events', true],
])('sends the headers of %s ahead: %s', async (path, ahead) => {
  await ask('GET', path);
  expect(sentAhead).toBe(ahead);
});

describe('what no page or route is there for', () => {
  it.each([
    ['GET', '/accounts?q=%E0%A4%A', 'GET', '/accounts?q=%E0%A4%A'],
    ['HEAD', '/', 'HEAD', '/'],
    ['POST', '/api/items', 'POST', '/api/items'],
    ['DELETE', '/api/items/1', 'DELETE', '/api/items/1'],
    ['OPTIONS', '/api/items', 'OPTIONS', '/api/items'],
    ['GET', '/accounts/%FF', 'GET', '/not-an-address'],
    ['GET', '/api/items/%E0%A4%A', 'GET', '/api/not-an-address'],
    ['POST', '/api/items/%E0%A4%A', 'POST', '/api/not-an-address'],
    ['POST', '/accounts', 'POST', '/api/not-an-address'],
    ['PUT', '/accounts/%FF', 'PUT', '/api/not-an-address'],
    ['OPTIONS', '/accounts', 'OPTIONS', '/api/not-an-address'],
    ['TRACE', '/accounts', 'GET', '/api/not-an-address'],
    ['PROPFIND', '/api/items', 'GET', '/api/not-an-address'],
  ])('%s %s becomes %s %s', async (method, path, toMethod, toPath) => {
    await ask(method, path);
    expect(seen.map((request) => [request.method, request.url])).toEqual([[toMethod, toPath]]);
  });
});
