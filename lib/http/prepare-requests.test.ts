import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { prepareRequests } from './prepare-requests.ts';

it('writes the address of the socket over what a client claims, and sees that paths decode', async () => {
  prepareRequests();
  const seen: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    seen.push(request);
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const headers = { 'x-plumbline-peer': '203.0.113.5' };
  for (const path of ['/api/items?q=%E0%A4%A', '/api/items/%E0%A4%A', '/accounts/%FF']) {
    await fetch(`${origin}${path}`, { headers });
  }
  server.close();
  expect(seen.map((request) => request.url)).toEqual([
    '/api/items?q=%E0%A4%A',
    '/api/not-an-address',
    '/not-an-address',
  ]);
  for (const request of seen) expect(request.headers['x-plumbline-peer']).toBe('127.0.0.1');
});
