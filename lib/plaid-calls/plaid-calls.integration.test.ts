import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '#lib/db/client';
import { noteCall, takeTallies } from '#lib/plaid/call-tally';
import { getItem } from '#lib/plaid/items';
import { shareRateLimits } from '#lib/plaid/rate-limits';
import { readPlaidCalls } from './queries.ts';
import { deleteOldCalls, writeCalls } from './write-calls.ts';

const path = '/item/get';

beforeEach(async () => {
  takeTallies();
  await db().plaidCall.deleteMany();
});

const read = async (span: 'hour' | 'day' | 'week' = 'hour') => {
  const { items } = await readPlaidCalls(span);
  return items;
};

describe('calls of Plaid', () => {
  it('are counted as they are made, and written down for all processes together', async () => {
    await expect(getItem('access-sandbox-nobody')).rejects.toMatchObject({
      code: 'INVALID_ACCESS_TOKEN',
    });
    await writeCalls();
    noteCall(path, 'ok', 40);
    noteCall(path, 'RATE_LIMIT_EXCEEDED', 60, true);
    // As another process would, a moment later.
    await writeCalls();
    await writeCalls();
    for (const span of ['hour', 'day', 'week'] as const) {
      const [item, ...others] = await read(span);
      expect(others).toEqual([]);
      expect(item).toMatchObject({
        endpoint: path,
        calls: 3,
        failed: 2,
        limited: 1,
        heldBack: 0,
        errors: [
          { code: 'INVALID_ACCESS_TOKEN', calls: 1 },
          { code: 'RATE_LIMIT_EXCEEDED', calls: 1 },
        ],
        busiestMinute: span === 'hour' ? expect.any(Number) : null,
        limits: { client: 5_000, item: 40 },
      });
      expect(item?.course.at(-1)).toBeGreaterThan(0);
      expect(item?.course.reduce((sum, calls) => sum + calls, 0)).toBe(3);
      expect(item?.p50Ms).toBeGreaterThan(0);
      expect(item?.p95Ms).toBeGreaterThanOrEqual(item?.p50Ms ?? Number.NaN);
    }
  });

  it('that we hold back are told apart from those that Plaid saw', async () => {
    shareRateLimits(() => Promise.resolve(null));
    try {
      await expect(getItem('access-sandbox-nobody')).rejects.toMatchObject({
        code: 'OWN_RATE_LIMIT',
      });
    } finally {
      shareRateLimits(() => Promise.resolve(0));
    }
    await writeCalls();
    expect(await read()).toMatchObject([
      { endpoint: path, calls: 0, failed: 0, heldBack: 1, errors: [], p50Ms: null },
    ]);
  });

  it('that could not be written wait for the next time', async () => {
    noteCall(path, 'ok', 40);
    await db().$executeRaw`ALTER TABLE "PlaidCall" RENAME TO "PlaidCallAway"`;
    try {
      await expect(writeCalls()).rejects.toThrow();
    } finally {
      await db().$executeRaw`ALTER TABLE "PlaidCallAway" RENAME TO "PlaidCall"`;
    }
    expect(await read()).toEqual([]);
    noteCall(path, 'ok', 50);
    await writeCalls();
    expect(await read()).toMatchObject([{ calls: 2 }]);
  });

  it('take no more memory than a limit while nobody takes them', () => {
    for (let number = 0; number < 2_500; number++) noteCall(`/made/up/${number}`, 'ok', 1);
    noteCall('/made/up/1', 'ok', 1);
    const tallies = takeTallies();
    expect(tallies).toHaveLength(2_000);
    expect(tallies[2]).toMatchObject({ seconds: 60, endpoint: '/made/up/1', calls: 2 });
  });

  it('are kept by the minute for hours and by the hour for days', async () => {
    const add = (seconds: number, hoursAgo: number) =>
      db().plaidCall.create({
        data: {
          seconds,
          startsAt: new Date(Date.now() - hoursAgo * 3_600_000),
          endpoint: path,
          outcome: 'ok',
          calls: 1,
          limited: 0,
          latencies: [],
        },
      });
    await add(60, 2);
    await add(60, 4);
    await add(3_600, 8 * 24);
    await add(3_600, 10 * 24);
    expect(await deleteOldCalls()).toBe(2);
    expect(await db().plaidCall.count()).toBe(2);
  });
});
