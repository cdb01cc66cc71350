import { once } from 'node:events';
import { createServer, type IncomingMessage, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { log } from '#lib/log';
import { metrics } from '#lib/metrics/metrics';
import { currentScope } from '#lib/scope';
import { prepareRequests } from './prepare-requests.ts';
import { publicRoute } from './route.ts';

process.env.TRUSTED_PROXIES = '127.0.0.1';

const secret = 'Ab_-'.repeat(11);
const route = publicRoute({ method: 'GET', path: '/api/invites/[token]' }, async () => {
  const requestId = currentScope()?.requestId;
  if (requestId === 'please-fail') throw new Error('a bug');
  return { requestId };
});
const server = createServer(async (request, response) => {
  const asked = new Request(`http://localhost${request.url}`);
  const answer = await route(asked, { params: Promise.resolve({}) });
  response.writeHead(answer.status).end(await answer.text());
});
let port: number;
let info: ReturnType<typeof vi.spyOn>;
let error: ReturnType<typeof vi.spyOn>;

beforeAll(async () => {
  prepareRequests();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
});
beforeEach(() => {
  vi.restoreAllMocks();
  info = vi.spyOn(log, 'info');
  error = vi.spyOn(log, 'error');
  metrics().requests.reset();
});
afterAll(() => server.close());

async function ask(id?: string) {
  const path = `/api/invites/${secret}?token=${secret}`;
  const headers = id === undefined ? {} : { 'x-request-id': id };
  const request = send({ host: '127.0.0.1', port, path, headers }).end();
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  let text = '';
  for await (const chunk of response) text += chunk;
  await vi.waitFor(() => expect(info).toHaveBeenCalled());
  return { response, body: JSON.parse(text), id: response.headers['x-request-id'] };
}

it('gives a request an id of its own, which its handler and its answer know', async () => {
  const [first, second] = [await ask(), await ask()];
  expect(first.id).toMatch(/^[0-9a-f-]{36}$/);
  expect(first.body).toEqual({ requestId: first.id });
  expect(second.id).not.toBe(first.id);
});

it('takes the id that a proxy of ours gave, where nothing can be smuggled in by it', async () => {
  expect((await ask('proxy-0123456789')).id).toBe('proxy-0123456789');
  for (const unsafe of ['short', 'x'.repeat(65), '{"level":50}', 'a b c d e f g h']) {
    expect((await ask(unsafe)).id).toMatch(/^[0-9a-f-]{36}$/);
  }
});

it('writes one line and counts one, by the route and never by the address', async () => {
  const { id } = await ask();
  const line = { requestId: id, route: '/api/invites/[token]', method: 'GET', status: '200' };
  expect(info.mock.calls).toEqual([[{ ...line, ms: expect.any(Number) }, 'request']]);
  const text = await metrics().registry.metrics();
  expect(text).toContain(
    'plumbline_http_requests_total{route="/api/invites/[token]",method="GET",status="200"} 1',
  );
  expect(text).not.toContain(secret);
});

it('a failure answers with the id that the log has', async () => {
  const { response, body } = await ask('please-fail');
  expect(response.statusCode).toBe(500);
  expect(body.error).toMatchObject({ code: 'internal', id: 'please-fail' });
  expect(body.error.message).toContain('please-fail');
  const failed = { method: 'GET', path: '/api/invites/[token]', id: 'please-fail' };
  expect(error.mock.calls).toEqual([[expect.objectContaining(failed), 'request failed']]);
});
