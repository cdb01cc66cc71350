import { expect, it } from 'vitest';
import { db } from '#lib/db/client';
import { askForSweep } from './start-sweeping.ts';

const countSweeps = () =>
  db().$queryRaw`SELECT "run_at" <= now() AS "due" FROM graphile_worker.jobs WHERE "key" = 'sweep'`;

it('has one sweep a minute, however many workers ask', async () => {
  const asked = await Promise.all(Array.from({ length: 5 }, askForSweep));
  expect(asked.filter(Boolean)).toHaveLength(1);
  expect(await countSweeps()).toEqual([{ due: true }]);
  await db().$executeRaw`
    UPDATE "RateBucket" SET "updatedAt" = "updatedAt" - interval '1 minute' WHERE "key" = 'sweep'`;
  expect(await askForSweep()).toBe(true);
  expect(await countSweeps()).toEqual([{ due: true }]);
});

it('goes on when a clock was days ahead and is set right', async () => {
  await db().$executeRaw`
    UPDATE "RateBucket" SET "updatedAt" = now() + interval '3 days' WHERE "key" = 'sweep'`;
  await db().$executeRaw`
    UPDATE graphile_worker._private_jobs SET "run_at" = now() + interval '3 days'`;
  expect(await askForSweep()).toBe(true);
  expect(await askForSweep()).toBe(false);
  expect(await countSweeps()).toEqual([{ due: true }]);
});
