import { beforeEach, describe, expect, it } from 'vitest';
import { createAccount } from '#lib/accounts/mutations';
import { listCategories } from '#lib/categories/queries';
import { db } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { createHousehold, joinHousehold, type TestHousehold } from '#lib/testing/household';
import { takeBack } from '#lib/undo-steps/take-back';
import { changeBudget, changeSettings, copyBudget } from './change-budget.ts';
import { getBudget, getSuggestions } from './queries.ts';

let owner: TestHousehold;
let accountId: string;
let categoryId: string;
let incomeId: string;

beforeEach(async () => {
  owner = await createHousehold();
  const wallet = { name: 'Wallet', kind: 'cash', currency: 'USD', openingMinor: 0 } as const;
  ({ id: accountId } = await createAccount(owner, wallet));
  const all = await listCategories(owner.householdId);
  const idOf = (kind: string) =>
    all.find((each) => each.kind === kind && each.groupId !== null)?.id ?? '';
  [categoryId, incomeId] = [idOf('spending'), idOf('income')];
});

async function spend(date: string, minor: number): Promise<void> {
  const { householdId } = owner;
  await db().transaction.create({
    data: {
      householdId,
      id: newId(),
      accountId,
      name: 'Shop',
      date: new Date(date),
      amountMinor: -minor,
      currency: 'USD',
      pending: false,
      personCategoryId: categoryId,
      personCategorySetAt: new Date(),
    },
  });
}

const plan = (on: string, amountMinor: number | null, once = false) =>
  changeBudget(owner, { on, plans: [{ categoryId, amountMinor, once }], carries: [] });
const planned = async (on: string) => (await getBudget(owner, on)).plannedMinor;

describe('a change', () => {
  it('holds from its period on, or for that one alone', async () => {
    await plan('2026-03-10', 5_000);
    await plan('2026-05-01', 7_000, true);
    const all = ['2026-02-28', '2026-03-01', '2026-05-31', '2026-06-01'];
    expect(await Promise.all(all.map(planned))).toEqual([0, 5_000, 7_000, 5_000]);
  });

  it('is taken back, unless somebody planned anew since', async () => {
    const first = await plan('2026-03-10', 5_000);
    const second = await plan('2026-03-10', 6_000);
    await takeBack(owner, second.undoStepId ?? '');
    expect(await planned('2026-03-10')).toBe(5_000);
    await plan('2026-03-10', 9_000);
    await takeBack(owner, first.undoStepId ?? '');
    expect(await planned('2026-03-10')).toBe(9_000);
  });

  it('copies the period before for one period, and leaves what is the same', async () => {
    await plan('2026-03-10', 5_000);
    await plan('2026-04-10', 8_000, true);
    expect((await copyBudget(owner, '2026-05-10')).undoStepId).not.toBeNull();
    const all = ['2026-05-10', '2026-06-10'];
    expect(await Promise.all(all.map(planned))).toEqual([8_000, 5_000]);
    expect(await copyBudget(owner, '2026-05-10')).toEqual({ undoStepId: null });
  });

  it('of what is no spending is refused', async () => {
    const plans = [{ categoryId: incomeId, amountMinor: 1, once: false }];
    await expect(
      changeBudget(owner, { on: '2026-03-10', plans, carries: [] }),
    ).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('of the periods leaves the plans, and is taken back', async () => {
    await plan('2026-03-10', 5_000);
    const cycle = { kind: 'month', day: 31 } as const;
    const { undoStepId } = await changeSettings(owner, { cycle });
    const { span, plannedMinor } = await getBudget(owner, '2026-03-10');
    expect(span).toEqual({ from: '2026-02-28', to: '2026-03-30' });
    expect(plannedMinor).toBe(5_000);
    await takeBack(owner, undoStepId ?? '');
    expect((await getBudget(owner, '2026-03-10')).span.from).toBe('2026-03-01');
  });
});

it('suggests the middle one of the last whole periods', async () => {
  await spend('2026-01-01', 1_000);
  await spend('2026-02-10', 9_000);
  await spend('2026-03-10', 4_000);
  await spend('2026-04-30', 5_000);
  await spend('2026-05-01', 99_000);
  const { items, spans } = await getSuggestions(owner, '2026-05-20');
  const suggested = items.find((each) => each.categoryId === categoryId);
  expect(spans).toBe(4);
  expect(suggested).toMatchObject({ medianOf3: 5_000, medianOf12: null });
});

it('shows each member what is spent from the accounts they see', async () => {
  const guest = await joinHousehold(owner);
  await spend('2026-03-10', 4_000);
  await plan('2026-03-10', 5_000);
  expect((await getBudget(guest, '2026-03-10')).spentMinor).toBe(4_000);
  const { householdId, memberId } = guest;
  await db().accountSight.create({
    data: { householdId, memberId, accountId, sight: 'balance' },
  });
  const { spentMinor, balanceOnlyCount } = await getBudget(guest, '2026-03-10');
  expect({ spentMinor, balanceOnlyCount }).toEqual({ spentMinor: 0, balanceOnlyCount: 1 });
  expect((await getBudget(owner, '2026-03-10')).spentMinor).toBe(4_000);
});
