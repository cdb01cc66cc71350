import 'server-only';
import type { HeavyHousehold } from './heavy-household.ts';

const calls = 20;
const warmUps = 3;

/** Milliseconds of each call, after a few that do not count. */
export async function timeCalls(heavy: HeavyHousehold, path: string): Promise<number[]> {
  const times: number[] = [];
  for (let call = 0; call < warmUps + calls; call += 1) {
    const { ms } = await ask(heavy, path);
    if (call >= warmUps) times.push(ms);
  }
  return times;
}

/** From sending a request to the last byte of the answer. */
export async function ask<Body = unknown>(
  { stack, session }: HeavyHousehold,
  path: string,
  body?: object,
): Promise<{ ms: number; body: Body }> {
  const cookie = session.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const startedAt = performance.now();
  const response = await fetch(`${stack.url}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { cookie, origin: stack.url, 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
  });
  const text = await response.text();
  const ms = performance.now() - startedAt;
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text}`);
  return { ms, body: (isJson ? JSON.parse(text) : null) as Body };
}
