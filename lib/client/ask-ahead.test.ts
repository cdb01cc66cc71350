import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { ApiError } from './api.ts';
import { askAhead, readJson } from './ask-ahead.ts';

let asked = 0;
const server = createServer((request, response) => {
  asked += 1;
  const isBroken = request.url === '/broken';
  response.statusCode = isBroken ? 500 : 200;
  response.end(JSON.stringify(isBroken ? { error: { code: 'internal' } } : { nth: asked }));
});
let url: string;

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  vi.useRealTimers();
  asked = 0;
});
afterAll(() => server.close());

it('reads what was asked ahead, once', async () => {
  askAhead(`${url}/a`);
  askAhead(`${url}/a`);
  expect(await readJson(`${url}/a`)).toEqual({ nth: 1 });
  expect(await readJson(`${url}/a`)).toEqual({ nth: 2 });
});

it('asks now what was not asked, or is too old', async () => {
  expect(await readJson(`${url}/b`)).toEqual({ nth: 1 });
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  askAhead(`${url}/b`);
  vi.advanceTimersByTime(1_000);
  vi.useRealTimers();
  await readJson(`${url}/b`);
  await expect.poll(() => asked).toBe(3);
});

it('tells a failure to whoever reads it, and to nobody else', async () => {
  askAhead(`${url}/broken`);
  await expect(readJson(`${url}/broken`)).rejects.toThrow(ApiError);
});
