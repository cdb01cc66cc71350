import { beforeEach, expect, it } from 'vitest';
import { createAccount } from '#lib/accounts/mutations';
import { changeBudget, changeSettings } from '#lib/budgets/change-budget';
import { listCategories } from '#lib/categories/queries';
import { addDays } from '#lib/dates/civil-date';
import { db } from '#lib/db/client';
import { createEntry } from '#lib/entries/mutations';
import { setPrivacy } from '#lib/privacy/set-privacy';
import { decideStreams, editStream } from '#lib/recurring/change-streams';
import { getRecurring } from '#lib/recurring/queries';
import { settleStreams } from '#lib/recurring/settle-streams';
import { createHousehold, joinHousehold, type TestHousehold } from '#lib/testing/household';
import type { ForecastQuery } from './contract.ts';
import { getForecast } from './queries.ts';

const today = new Date().toISOString().slice(0, 10);
const query: ForecastQuery = { days: 60, budget: 'with' };

let owner: TestHousehold;
let accountId: string;

/** An account with a bill and a pay every thirty days, both confirmed, and one row that is pending. */
beforeEach(async () => {
  owner = await createHousehold();
  const account = {
    name: 'Main',
    kind: 'checking',
    currency: 'USD',
    openingMinor: 50_000,
  } as const;
  ({ id: accountId } = await createAccount(owner, account));
  for (const days of [64, 34, 4]) {
    const date = addDays(today, -days);
    await createEntry(owner, { accountId, date, amountMinor: -80_000, name: 'Rent' });
    await createEntry(owner, { accountId, date, amountMinor: 81_000, name: 'Payroll' });
  }
  const held = await createEntry(owner, {
    accountId,
    date: today,
    amountMinor: -700,
    name: 'Cafe',
  });
  await db().transaction.updateMany({
    where: { householdId: owner.householdId, id: held.id },
    data: { pending: true },
  });
  await settleStreams(owner.householdId);
  const streamIds = (await getRecurring(owner, today)).streams.map(({ id }) => id);
  expect(streamIds).toHaveLength(2);
  await decideStreams(owner, { streamIds, state: 'confirmed' });
});

async function forecast(of = owner, asked = query) {
  const { accounts, ...rest } = await getForecast(of, asked, today);
  return { ...rest, account: accounts[0] };
}

it('is on each day the balance and what is listed up to it', async () => {
  const { account, budget, quiet } = await forecast();
  expect({ budget, quiet }).toEqual({ budget: 'none', quiet: [] });
  const entries = account?.entries ?? [];
  expect(new Set(entries.map(({ name }) => name))).toEqual(new Set(['Cafe', 'Rent', 'Payroll']));
  expect(entries.filter(({ kind }) => kind === 'pending')).toHaveLength(1);
  const naive = Array.from({ length: query.days }, (_, day) =>
    entries
      .filter(({ on }) => on <= addDays(today, day))
      .reduce((sum, { amountMinor }) => sum + amountMinor, account?.startMinor ?? Number.NaN),
  );
  expect(account?.minor).toEqual(naive);
  expect(entries.at(-1)?.balanceMinor).toBe(naive.at(-1));
});

it('says when an account runs short', async () => {
  expect((await forecast()).account?.shortOn).toBeNull();
  await createEntry(owner, { accountId, date: today, amountMinor: -60_000, name: 'Repair' });
  const { account } = await forecast();
  expect(account?.shortOn).toBe(today);
  expect(account?.lowest.minor).toBeLessThan(0);
});

it('has everyday spending by the budget, unless it is left out', async () => {
  const spending = (await listCategories(owner.householdId)).find(
    ({ kind, groupId }) => kind === 'spending' && groupId !== null,
  );
  await changeBudget(owner, {
    on: today,
    plans: [{ categoryId: spending?.id ?? '', amountMinor: 310_000, once: false }],
    carries: [],
  });
  const without = await forecast(owner, { ...query, budget: 'without' });
  const { account, budget } = await forecast();
  expect([without.budget, budget]).toEqual(['without', 'with']);
  const everyday = account?.entries.filter(({ kind }) => kind === 'everyday') ?? [];
  expect(everyday.length).toBeGreaterThan(20);
  const sum = everyday.reduce((total, { amountMinor }) => total + amountMinor, 0);
  expect(account?.minor.at(-1)).toBe((without.account?.minor.at(-1) ?? Number.NaN) + sum);
});

/** One group is planned as a whole: the bill's, which comes twice in its time, and that of what is pending. */
async function planGroup(countsPending: boolean) {
  const { householdId } = owner;
  const categories = await listCategories(householdId);
  const group = categories.find(({ kind, groupId }) => kind === 'spending' && groupId === null);
  const [bills, shops] = categories.filter(({ groupId }) => groupId === group?.id);
  await db().transaction.updateMany({
    where: { householdId, amountMinor: -80_000 },
    data: { personCategoryId: bills?.id, personCategorySetAt: new Date() },
  });
  await db().transaction.updateMany({
    where: { householdId, pending: true },
    data: { personCategoryId: shops?.id, personCategorySetAt: new Date() },
  });
  const rent = (await getRecurring(owner, today)).streams.find(({ name }) => name === 'Rent');
  await editStream(owner, rent?.id ?? '', { cadence: 'biweekly' });
  const cycle = { kind: 'weeks', weeks: 4, from: addDays(today, -1) } as const;
  await changeSettings(owner, { cycle, countsPending, currency: 'USD' });
  const plan = { categoryId: group?.id ?? '', amountMinor: 300_000, once: false };
  await changeBudget(owner, { on: today, plans: [plan], carries: [] });
}

it.each([true, false])(
  'takes bills and what is pending off the plan of their group, pending counted: %s',
  async (countsPending) => {
    await planGroup(countsPending);
    const { account } = await forecast();
    const sum = (account?.entries ?? [])
      .filter(({ kind, on }) => kind === 'everyday' && on <= addDays(today, 26))
      .reduce((total, { amountMinor }) => total + amountMinor, 0);
    expect(sum).toBe(-(300_000 - 2 * 80_000 - 700));
  },
);

it('counts what is pending though somebody hid it: it leaves the account all the same', async () => {
  const before = (await forecast()).account?.minor.at(-1);
  await db().transaction.updateMany({
    where: { householdId: owner.householdId, pending: true },
    data: { hidden: true, hiddenSetAt: new Date() },
  });
  expect((await forecast()).account?.minor.at(-1)).toBe(before);
});

it('is for whoever sees the account’s transactions', async () => {
  const other = await joinHousehold(owner);
  expect((await forecast(other)).account?.account.id).toBe(accountId);
  await setPrivacy(owner, { accountId, memberId: other.memberId, sight: 'balance' });
  expect((await forecast(other)).account).toBeUndefined();
});
