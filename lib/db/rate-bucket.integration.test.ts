import { expect, it } from 'vitest';
import { db } from './client.ts';
import { promiseTokens, refundToken, secondsUntilToken, takeToken } from './rate-bucket.ts';

// A token a minute or a few: a busy machine may take a second from one call to the next.
const bucket = (key: string, capacity: number, perMinute: number) => ({ key, capacity, perMinute });

/** As if so much time had passed. */
const age = (key: string, ms: number) => db().$executeRaw`
  UPDATE "RateBucket" SET "updatedAt" = "updatedAt" - make_interval(secs => ${ms / 1000}::float8)
  WHERE "key" = ${key}`;

it('gives what is there at once and promises the rest in the order of asking', async () => {
  const take = () => promiseTokens([bucket('one', 3, 1)], 300_000);
  const waits: (number | null)[] = [];
  for (let call = 0; call < 5; call += 1) waits.push(await take());
  expect(waits.slice(0, 3)).toEqual([0, 0, 0]);
  // One a minute, less what passed between the calls.
  expect(waits[3]).toBeGreaterThan(30_000);
  expect(waits[3]).toBeLessThanOrEqual(60_000);
  expect(waits[4]).toBeGreaterThan(Number(waits[3]));
  await age('one', Number(waits[4]) + 61_000);
  expect(await take()).toBe(0);
});

it('promises nothing too far ahead, and takes nothing then', async () => {
  const slow = [bucket('slow', 1, 1)];
  expect(await promiseTokens(slow, 1_000)).toBe(0);
  for (let call = 0; call < 5; call += 1) expect(await promiseTokens(slow, 1_000)).toBeNull();
  const wait = await promiseTokens(slow, 120_000);
  expect(wait).toBeGreaterThan(50_000);
  expect(wait).toBeLessThanOrEqual(60_000);
});

it('is full where it was last taken from by a clock that was ahead', async () => {
  const limit = { capacity: 2, perMinute: 1 };
  for (let call = 0; call < 3; call += 1) await takeToken('ahead', limit);
  await age('ahead', -3 * 86_400_000);
  expect(await secondsUntilToken('ahead', limit)).toBe(0);
  const taken = [await takeToken('ahead', limit), await takeToken('ahead', limit)];
  expect([...taken, await takeToken('ahead', limit)]).toEqual([true, true, false]);
});

it('waits for the slower of two buckets', async () => {
  const both = [bucket('fast', 100, 6_000), bucket('tight', 1, 2)];
  expect(await promiseTokens(both, 60_000)).toBe(0);
  expect(await promiseTokens(both, 60_000)).toBeGreaterThan(10_000);
});

it('never lets more through than the bucket holds, however many ask at once', async () => {
  const asked = Array.from({ length: 40 }, () => promiseTokens([bucket('rush', 10, 1)], 330_000));
  const waits = await Promise.all(asked);
  expect(waits.filter((wait) => wait === 0)).toHaveLength(10);
  // Five more within the five and a half minutes one may wait; the others come back another time.
  expect(waits.filter((wait) => wait !== null)).toHaveLength(15);
});

it('gives what is there and nothing ahead of time', async () => {
  const limit = { capacity: 2, perMinute: 1 };
  const take = () => takeToken('now', limit);
  expect([await take(), await take(), await take(), await take()]).toEqual([
    true,
    true,
    false,
    false,
  ]);
  await age('now', 60_000);
  expect(await take()).toBe(true);
  expect(await take()).toBe(false);
  await refundToken('now', limit);
  expect(await take()).toBe(true);
});
