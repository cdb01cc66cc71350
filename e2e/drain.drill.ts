import { once } from 'node:events';
import { type ClientRequest, get, type IncomingMessage } from 'node:http';
import { expect, it, vi } from 'vitest';
import { Visitor } from './support/drill.ts';
import { provideDrillStack } from './support/fail-points.ts';

const drainSeconds = 4;
const drill = provideDrillStack(() => ({ DRAIN_SECONDS: String(drainSeconds) }));

async function answerOf(request: ClientRequest): Promise<IncomingMessage> {
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  return response;
}

async function ask(path: string): Promise<IncomingMessage> {
  const response = await answerOf(get(`${drill.stack().url}${path}`));
  response.resume();
  return response;
}

it('a server told to end says so first, serves on meanwhile, and ends', async () => {
  const visitor = new Visitor(drill.stack().url);
  await visitor.signUp();
  const stream = get(`${drill.stack().url}/api/events`, { headers: { cookie: visitor.cookies } });
  const events = await answerOf(stream);
  const streamEnded = once(events.resume(), 'end');
  expect((await ask('/api/health/ready')).statusCode).toBe(200);

  const pid = drill.stack().pidOf('web') ?? 0;
  const toldAt = Date.now();
  process.kill(pid, 'SIGTERM');
  await vi.waitFor(async () => expect((await ask('/api/health/ready')).statusCode).toBe(503), {
    interval: 20,
  });
  await streamEnded;
  for (const path of ['/api/health/live', '/sign-in', '/api/auth/csrf']) {
    const { statusCode, headers } = await ask(path);
    expect({ path, statusCode, connection: headers.connection }).toEqual({
      path,
      statusCode: 200,
      connection: 'close',
    });
  }
  expect(drill.stack().pidOf('web')).toBe(pid);

  // It ends by itself, and the next one serves.
  await vi.waitFor(() => expect(drill.stack().pidOf('web')).not.toBe(pid), {
    timeout: 15_000,
    interval: 20,
  });
  expect(Date.now() - toldAt).toBeGreaterThanOrEqual(drainSeconds * 1000);
  await vi.waitFor(async () => expect((await ask('/api/health/ready')).statusCode).toBe(200), {
    timeout: 30_000,
    interval: 50,
  });
});
