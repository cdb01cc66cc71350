import { expect, it, vi } from 'vitest';
import { db } from '#lib/db/client';
import { createHousehold, joinHousehold } from '#lib/testing/household';
import { liveTopics } from './contract.ts';
import { markMoment, missedSince } from './hub.ts';
import { publish, publishTo } from './publish.ts';

it('tells a page what its viewer was told since it read, and everything where that is not known', async () => {
  const owner = await createHousehold();
  const member = await joinHousehold(owner);
  const stranger = await createHousehold();
  const everything = [...liveTopics];
  // What was told before it listened it cannot know.
  await vi.waitFor(() => expect(missedSince(stranger, markMoment())).toEqual([]), 10_000);
  const read = markMoment();
  await db().$transaction((tx) => publish(tx, owner.householdId, ['budgets']));
  await db().$transaction((tx) => publish(tx, owner.householdId, ['goals', 'budgets']));
  await db().$transaction((tx) => publishTo(tx, member, ['notifications']));
  await vi.waitFor(() => expect(missedSince(member, read)).toContain('notifications'));
  expect(missedSince(member, read)).toEqual(['budgets', 'goals', 'notifications']);
  expect(missedSince(owner, read)).toEqual(['budgets', 'goals']);
  expect(missedSince(stranger, read)).toEqual([]);

  for (const unknown of [
    null,
    '',
    'x',
    'x.y',
    read.replace(/^./, '-'),
    `${read.split('.')[0]}.1`,
  ]) {
    expect(missedSince(owner, unknown)).toEqual(everything);
  }
});

it('knows of nothing while it does not hear', async () => {
  const owner = await createHousehold();
  await vi.waitFor(() => expect(missedSince(owner, markMoment())).toEqual([]), 10_000);
  const read = markMoment();
  await db().$executeRaw`
    SELECT pg_terminate_backend("pid") FROM pg_stat_activity
    WHERE "datname" = current_database() AND "query" LIKE 'LISTEN%' AND "pid" <> pg_backend_pid()`;
  await vi.waitFor(() => expect(missedSince(owner, markMoment())).toEqual([...liveTopics]), {
    interval: 5,
  });
  await vi.waitFor(() => expect(missedSince(owner, markMoment())).toEqual([]), 10_000);
  expect(missedSince(owner, read)).toEqual([...liveTopics]);
});
