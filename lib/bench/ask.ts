import 'server-only';
import { db } from '#lib/db/client';
import { noteChange } from '#lib/versions/mutations';
import type { HeavyHousehold } from './heavy-household.ts';
import { atMost, beside, percentile, type Result } from './report.ts';

const calls = 20;
const warmUps = 3;

/** The smallest answer there is for whoever is signed in. */
const smallestPath = '/api/saved-views';

/** Just after something of the household changed, and it is not known what, so that nothing that is kept is of use. */
const changeAnything: Change = ({ householdId }) => noteChange(db(), [householdId]);

type Change = (heavy: HeavyHousehold) => Promise<void>;

/**
 * How long an answer takes, after a few that do not count, beside the smallest one, which is asked for in
 * turns with it: just after a change, and where nothing has changed since it was asked for last.
 *
 * @param goal  p95 in milliseconds, of either
 */
export async function timeBoth(
  heavy: HeavyHousehold,
  what: string,
  path: string,
  goal: number,
  change = changeAnything,
): Promise<Result[]> {
  const changed = await timeCalls(heavy, `${what}, after a change`, path, goal, change);
  return [...changed, ...(await timeCalls(heavy, `${what}, unchanged`, path, goal, nothing))];
}

const nothing: Change = async () => {};

/** The same each time after one thing; after a change unless told. */
export async function timeCalls(
  heavy: HeavyHousehold,
  what: string,
  path: string,
  goal: number,
  change = changeAnything,
): Promise<Result[]> {
  const times: number[] = [];
  const smallest: number[] = [];
  for (let call = 0; call < warmUps + calls; call += 1) {
    smallest.push((await ask(heavy, smallestPath)).ms);
    await change(heavy);
    times.push((await ask(heavy, path)).ms);
  }
  return [0.5, 0.95].map((share) =>
    beside(
      atMost(`${what}, p${share * 100}`, percentile(times.slice(warmUps), share), 'ms', goal),
      percentile(smallest.slice(warmUps), share),
    ),
  );
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
