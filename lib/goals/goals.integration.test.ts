import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { createAccount } from '#lib/accounts/mutations';
import { addDays, atUtcMidnight, civilDateIn, lastDayOfMonth } from '#lib/dates/civil-date';
import { db } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { createHousehold, joinHousehold, type TestHousehold } from '#lib/testing/household';
import { takeBack } from '#lib/undo-steps/take-back';
import { carryGoalAccounts } from './carry-goals.ts';
import {
  contribute,
  createGoal,
  deleteContribution,
  deleteGoal,
  updateGoal,
} from './change-goal.ts';
import type { GoalInput } from './contract.ts';
import { getGoal, listGoals } from './queries.ts';

const now = civilDateIn('UTC', new Date());
let owner: TestHousehold;

beforeEach(async () => {
  owner = await createHousehold();
});

const keep = async (openingMinor: number, kind: 'savings' | 'loan' = 'savings', currency = 'USD') =>
  (await createAccount(owner, { name: 'Jar', kind, currency, openingMinor })).id;
const plain = { name: 'Roof', kind: 'save', targetMinor: 100_000, currency: 'USD' } as const;
const set = (input: Partial<GoalInput>) =>
  createGoal(owner, { ...plain, dueOn: null, accountIds: [], ...input });
const putAside = (goalId: string, amountMinor: number, accountId: string | null = null) =>
  contribute(owner, goalId, { date: now, amountMinor, accountId });
const done = async (id: string) => (await getGoal(owner, id, now)).doneMinor;

describe('a goal', () => {
  it('has what is in its accounts, and what is set aside in others or elsewhere', async () => {
    const [whole, part] = [await keep(20_000), await keep(50_000)];
    const { id } = await set({ accountIds: [whole] });
    await putAside(id, 7_000, part);
    await putAside(id, 500);
    expect(await done(id)).toBe(27_500);
    await putAside(id, -2_000, part);
    expect(await done(id)).toBe(25_500);
  });

  it('pays off what is owed, and says so where more is owed than at the beginning', async () => {
    const loan = await keep(60_000, 'loan');
    const { id } = await set({ kind: 'pay_down', targetMinor: 100_000, accountIds: [loan] });
    expect(await done(id)).toBe(40_000);
    const more = await set({ kind: 'pay_down', targetMinor: 50_000, accountIds: [loan] });
    expect(await done(more.id)).toBe(-10_000);
  });

  it('says where more is meant for goals than there is', async () => {
    const account = await keep(10_000);
    const [one, two] = [await set({}), await set({ name: 'Trip' })];
    await putAside(one.id, 6_000, account);
    expect((await getGoal(owner, one.id, now)).shortfalls).toEqual([]);
    await putAside(two.id, 5_000, account);
    const short = { account: { id: account, name: 'Jar' }, meantMinor: 11_000, heldMinor: 10_000 };
    const { items } = await listGoals(owner, now);
    expect(items.map(({ shortfalls }) => shortfalls)).toEqual([[short], [short]]);
    await updateGoal(owner, two.id, { completed: true });
    expect((await getGoal(owner, one.id, now)).shortfalls).toEqual([]);
  });

  it('is changed, completed, archived and deleted, and each is taken back', async () => {
    const { id, undoStepId: made } = await set({});
    const stateOf = async () => (await getGoal(owner, id, now)).state;
    const aside = await putAside(id, 5_000);
    const completed = await updateGoal(owner, id, { completed: true });
    expect(await stateOf()).toBe('completed');
    const archived = await updateGoal(owner, id, { archived: true });
    expect(await stateOf()).toBe('archived');
    const gone = await deleteGoal(owner, id);
    expect((await listGoals(owner, now)).items).toEqual([]);
    const back = async ({ undoStepId }: { undoStepId: string | null }) =>
      takeBack(owner, undoStepId ?? '');
    await back(gone);
    expect(await done(id)).toBe(5_000);
    await back(archived);
    expect(await stateOf()).toBe('completed');
    await back(completed);
    expect(await stateOf()).toBe('open');
    await back(aside);
    expect(await done(id)).toBe(0);
    const named = await updateGoal(owner, id, { name: 'Attic' });
    await back({ undoStepId: made });
    expect((await getGoal(owner, id, now)).name).toBe('Attic');
    await back(named);
    expect(await updateGoal(owner, id, { name: 'Roof' })).toEqual({ id, undoStepId: null });
  });

  it('loses an amount that is deleted, once', async () => {
    const { id } = await set({});
    await putAside(id, 5_000);
    const [amount] = (await getGoal(owner, id, now)).contributions;
    await deleteContribution(owner, id, amount?.id ?? '');
    expect(await done(id)).toBe(0);
    await expect(deleteContribution(owner, id, amount?.id ?? '')).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('goes on with the account that takes the place of one of its own', async () => {
    const [whole, part, next] = [await keep(10_000), await keep(20_000), await keep(30_000)];
    const { id } = await set({ accountIds: [whole] });
    await putAside(id, 1_000, part);
    const moves = [
      { from: whole, into: next },
      { from: part, into: whole },
    ];
    await db().$transaction((tx) => carryGoalAccounts(tx, owner.householdId, moves));
    await db().account.delete({
      where: { householdId_id: { householdId: owner.householdId, id: part } },
    });
    const { accounts, contributions } = await getGoal(owner, id, now);
    expect(accounts.map((each) => each.id)).toContain(next);
    expect(contributions).toMatchObject([{ amountMinor: 1_000, account: { id: whole } }]);
  });

  it('counts once what lies in an account that becomes one which counts as a whole', async () => {
    const [whole, part] = [await keep(10_000), await keep(20_000)];
    const { id } = await set({ accountIds: [whole] });
    await putAside(id, 1_000, part);
    await putAside(id, 200);
    expect(await done(id)).toBe(11_200);
    await db().$transaction((tx) =>
      carryGoalAccounts(tx, owner.householdId, [{ from: part, into: whole }]),
    );
    await db().account.delete({
      where: { householdId_id: { householdId: owner.householdId, id: part } },
    });
    expect(await done(id)).toBe(10_200);
    const { contributions } = await getGoal(owner, id, now);
    expect(contributions.map(({ amountMinor, isWithin }) => [amountMinor, isWithin])).toEqual([
      [200, false],
      [1_000, true],
    ]);
    await updateGoal(owner, id, { name: 'Attic' });
    await putAside(id, 300);
    expect(await done(id)).toBe(10_500);
    await expect(putAside(id, 1, await keep(1, 'savings', 'EUR'))).rejects.toMatchObject({
      code: 'invalid_input',
    });
    const amount = contributions.find(({ isWithin }) => isWithin);
    await deleteContribution(owner, id, amount?.id ?? '');
    await expect(putAside(id, 1, whole)).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('takes no account of another currency or kind, nor one as a whole and in part', async () => {
    const [euros, loan, jar] = [
      await keep(1, 'savings', 'EUR'),
      await keep(1, 'loan'),
      await keep(1),
    ];
    const refused = { code: 'invalid_input' };
    await expect(set({ accountIds: [euros] })).rejects.toMatchObject(refused);
    await expect(set({ accountIds: [loan] })).rejects.toMatchObject(refused);
    await expect(set({ kind: 'pay_down', accountIds: [jar] })).rejects.toMatchObject(refused);
    const { id } = await set({ accountIds: [jar] });
    await expect(putAside(id, 1, jar)).rejects.toMatchObject(refused);
  });

  it('is nothing to whoever does not see each of its accounts, nor to another household', async () => {
    const [account, other] = [await keep(10_000), await keep(10_000)];
    const { id } = await set({ accountIds: [other] });
    await putAside(id, 1_000, account);
    const guest = await joinHousehold(owner);
    expect((await getGoal(guest, id, now)).doneMinor).toBe(11_000);
    const { householdId, memberId } = guest;
    const sight = { householdId, memberId, accountId: account };
    await db().accountSight.create({ data: { ...sight, sight: 'hidden' } });
    expect((await listGoals(guest, now)).items).toEqual([]);
    const missing = { code: 'not_found' };
    await expect(getGoal(guest, id, now)).rejects.toMatchObject(missing);
    await expect(updateGoal(guest, id, { name: 'Mine' })).rejects.toMatchObject(missing);
    await expect(deleteGoal(guest, id)).rejects.toMatchObject(missing);
    const stranger = await createHousehold();
    await expect(getGoal(stranger, id, now)).rejects.toMatchObject(missing);
    const input = { ...plain, dueOn: null, accountIds: [account] };
    await expect(createGoal(stranger, input)).rejects.toMatchObject(missing);
    await expect(createGoal(guest, input)).rejects.toMatchObject(missing);
  });
});

const today = '2028-03-30';
const dayBack = fc.nat({ max: 330 }).map((days) => addDays(today, -days));
const held = fc.uniqueArray(
  fc.record({ date: dayBack, minor: fc.integer({ min: -5_000, max: 80_000 }) }),
  { minLength: 1, maxLength: 6, selector: ({ date }) => date },
);
const amount = fc.record({
  date: dayBack,
  minor: fc.integer({ min: -3_000, max: 9_000 }).filter((minor) => minor !== 0),
});
const books = fc.record({
  accounts: fc.array(held, { maxLength: 2 }),
  amounts: fc.array(amount, { maxLength: 8 }),
  targetMinor: fc.integer({ min: 1, max: 200_000 }),
  dueOn: fc.option(fc.integer({ min: -20, max: 400 }).map((days) => addDays(today, days))),
});
type Books = typeof books extends fc.Arbitrary<infer Value> ? Value : never;

it('is as far as a naive recomputation says, and goes on at its pace', async () => {
  const { householdId, memberId } = owner;
  await fc.assert(
    fc.asyncProperty(books, async (each) => {
      await db().goal.deleteMany({ where: { householdId } });
      await db().account.deleteMany({ where: { householdId } });
      const accountIds = await Promise.all(
        each.accounts.map(async (readings) => {
          const id = newId();
          const account = { householdId, id, memberId, name: 'Jar', type: 'depository' };
          await db().account.create({ data: { ...account, currency: 'USD' } });
          await db().balanceSnapshot.createMany({
            data: readings.map(({ date, minor }) => ({
              householdId,
              accountId: id,
              date: atUtcMidnight(date),
              takenAt: atUtcMidnight(date),
              currency: 'USD',
              currentMinor: minor,
            })),
          });
          return id;
        }),
      );
      const { targetMinor, dueOn } = each;
      const { id } = await set({ targetMinor, dueOn, accountIds });
      await db().goalContribution.createMany({
        data: each.amounts.map(({ date, minor }) => ({
          householdId,
          goalId: id,
          id: newId(),
          date: atUtcMidnight(date),
          amountMinor: minor,
        })),
      });
      const { doneMinor, pace, projectedMonth, perMonthMinor } = await getGoal(owner, id, today);
      expect({ doneMinor, pace, projectedMonth, perMonthMinor }).toEqual(recompute(each));
    }),
    { numRuns: 80 },
  );
});

/** One day after the other. */
function there({ accounts, amounts }: Books, date: string): number | null {
  let sum = 0;
  for (const readings of accounts) {
    const before = readings.filter((each) => each.date <= date);
    const latest = before.sort((a, b) => (a.date < b.date ? 1 : -1))[0];
    if (!latest) return null;
    sum += latest.minor;
  }
  const until = amounts.filter((each) => each.date <= date);
  if (accounts.length === 0 && until.length === 0) return date === today ? 0 : null;
  return until.reduce((all, { minor }) => all + minor, sum);
}

/** The ends of months, then month by month until it is reached. */
function recompute(each: Books) {
  const { targetMinor, dueOn } = each;
  const doneMinor = there(each, today);
  const ends = ['2027-08-31', '2027-09-30', '2027-10-31', '2027-11-30', '2027-12-31', '2028-01-31'];
  const values = [...ends, '2028-02-29'].map((date) => there(each, date));
  const known = values.slice(values.lastIndexOf(null) + 1).filter((value) => value !== null);
  const moves = known.slice(1).map((value, index) => value - (known[index] ?? 0));
  const sorted = moves.sort((a, b) => a - b);
  const [low = 0, high = 0] = [
    sorted[Math.floor((sorted.length - 1) / 2)],
    sorted[Math.ceil((sorted.length - 1) / 2)],
  ];
  const pace =
    moves.length < 3 ? null : { minor: Math.round((low + high) / 2), months: moves.length };
  const left = targetMinor - (doneMinor ?? targetMinor);
  let projectedMonth: string | null = null;
  if (pace && pace.minor > 0 && left > 0) {
    let [rest, first] = [left, '2028-03-01'];
    for (let months = 0; rest > 0 && months <= 1_200; months += 1) {
      if (months === 1_200) first = '';
      else first = addDays(lastDayOfMonth(first), 1);
      rest -= pace.minor;
    }
    projectedMonth = first === '' ? null : first.slice(0, 7);
  }
  let months = 0;
  for (
    let month = '2028-03-01';
    dueOn && month <= dueOn;
    month = addDays(lastDayOfMonth(month), 1)
  ) {
    months += 1;
  }
  const perMonthMinor =
    dueOn === null || dueOn < today || left <= 0 ? null : Math.ceil(left / months);
  return { doneMinor, pace, projectedMonth, perMonthMinor };
}
