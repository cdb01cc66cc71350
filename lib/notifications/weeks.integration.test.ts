import { beforeEach, expect, it } from 'vitest';
import { createAccount } from '#lib/accounts/mutations';
import { db } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { runTask } from '#lib/jobs/run-task';
import { createHousehold, joinHousehold, type TestHousehold } from '#lib/testing/household';
import { setPreference } from './mutations.ts';
import { listNotifications } from './queries.ts';
import { startWeeks, tellWeek } from './tell-week.ts';

/** A Monday, eight in the morning of Berlin. */
const due = new Date('2027-11-22T07:00:00Z');
const hours = (count: number) => new Date(due.getTime() + count * 3_600_000);

let owner: TestHousehold;
let accountId: string;

beforeEach(async () => {
  owner = await createHousehold();
  const wallet = { name: 'Wallet', kind: 'cash', currency: 'USD', openingMinor: 0 } as const;
  ({ id: accountId } = await createAccount(owner, wallet));
  const kind = 'weekly_summary';
  await setPreference(owner, { kind, channel: 'in_app', enabled: true, timeZone: 'Europe/Berlin' });
  await startWeeks(owner, 'Europe/Berlin', hours(-24));
});

async function spend(date: string, minor: number, currency = 'USD') {
  await db().transaction.create({
    data: {
      householdId: owner.householdId,
      id: newId(),
      accountId,
      date: new Date(date),
      amountMinor: -minor,
      currency,
      pending: false,
      name: 'Market',
    },
  });
}

const told = async (member = owner) => (await listNotifications(member)).items;

it('is told once, when it is due, with the days of that week and of the one before', async () => {
  for (const [date, minor] of [
    ['2027-11-07', 1],
    ['2027-11-08', 1_000],
    ['2027-11-14', 2_000],
    ['2027-11-15', 4_000],
    ['2027-11-21', 8_000],
    ['2027-11-22', 2],
  ] as const) {
    await spend(date, minor);
  }
  await spend('2027-11-16', 500, 'EUR');
  await tellWeek(owner, hours(-1));
  expect(await told()).toEqual([]);
  await Promise.all([tellWeek(owner, due), tellWeek(owner, due), tellWeek(owner, hours(1))]);
  await tellWeek(owner, hours(2));
  const [week, ...more] = await told();
  expect(more).toEqual([]);
  expect(week?.title).toMatch(/^Your week, Nov 15(, 2027)? to Nov 21(, 2027)?$/);
  expect(week?.body).toBe(
    '$120.00 spent, $90.00 more than the week before. ' +
      'Most of all: No category. ' +
      'What was spent in EUR is not in these figures.',
  );
  await tellWeek(owner, hours(7 * 24));
  expect(await told()).toHaveLength(2);
});

it('is not told two days late, and the next one is', async () => {
  await spend('2027-11-16', 4_000);
  await tellWeek(owner, hours(49));
  expect(await told()).toEqual([]);
  await tellWeek(owner, hours(7 * 24));
  expect(await told()).toHaveLength(1);
});

it('is not told of nothing, nor of accounts that one does not see, nor to who did not ask', async () => {
  await tellWeek(owner, due);
  expect(await told()).toEqual([]);
  const [blind, silent] = [await joinHousehold(owner), await joinHousehold(owner)];
  await db().accountSight.create({
    data: { householdId: owner.householdId, accountId, memberId: blind.memberId, sight: 'balance' },
  });
  await spend('2027-11-16', 4_000);
  for (const channel of ['in_app', 'email'] as const) {
    const kind = 'weekly_summary';
    await setPreference(blind, { kind, channel, enabled: true });
    await setPreference(silent, { kind, channel, enabled: false });
  }
  for (const member of [blind, silent]) {
    await startWeeks(member, 'Europe/Berlin', hours(-24));
    await tellWeek(member, due);
    expect(await told(member)).toEqual([]);
  }
});

it('is found by the sweep', async () => {
  const where = { householdId: owner.householdId, id: owner.memberId };
  await db().member.updateMany({ where, data: { weekDueAt: new Date(0) } });
  await runTask('sweep', {}, 'test');
  const key = `week:${owner.memberId}`;
  expect(await db().$queryRaw`SELECT FROM graphile_worker.jobs WHERE "key" = ${key}`).toHaveLength(
    1,
  );
});
