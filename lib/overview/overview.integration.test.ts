import { expect, it } from 'vitest';
import { createAccount } from '#lib/accounts/mutations';
import { changeBudget } from '#lib/budgets/change-budget';
import { listCategories } from '#lib/categories/queries';
import { createEntry } from '#lib/entries/mutations';
import { createHousehold, joinHousehold } from '#lib/testing/household';
import { updateTransaction } from '#lib/transactions/mutations';
import { cardOrder, overviewPatch } from './contract.ts';
import { updateOverview } from './mutations.ts';
import { getOverview, listSteps } from './queries.ts';

it('is as its member has it, and nobody else’s', async () => {
  const owner = await createHousehold();
  const other = await joinHousehold(owner);
  expect(await getOverview(owner)).toEqual({ cards: cardOrder, hidden: [], stepsClosed: false });

  const cards = cardOrder.toReversed();
  await updateOverview(owner, { cards });
  await updateOverview(owner, { hidden: ['recent'] });
  expect(await getOverview(owner)).toEqual({ cards, hidden: ['recent'], stepsClosed: false });
  expect(await getOverview(other)).toEqual({ cards: cardOrder, hidden: [], stepsClosed: false });

  await updateOverview(owner, { hidden: [], stepsClosed: false });
  expect(await getOverview(owner)).toEqual({ cards, hidden: [], stepsClosed: false });
});

it.each([{}, { cards: ['unknown'] }, { hidden: ['recent', 'recent'] }, { cards: null }])(
  'takes no %o',
  (patch) => {
    expect(overviewPatch.safeParse(patch).success).toBe(false);
  },
);

it('knows the first steps from what is there', async () => {
  const owner = await createHousehold();
  const done = async () => (await listSteps(owner)).filter((step) => step.done).map(({ id }) => id);
  expect(await done()).toEqual([]);
  const { id: accountId } = await createAccount(owner, {
    name: 'Wallet',
    kind: 'cash',
    currency: 'USD',
    openingMinor: 0,
  });
  expect(await done()).toEqual(['accounts']);
  const date = '2026-01-31';
  const entry = await createEntry(owner, { accountId, date, amountMinor: -100, name: 'Tea' });
  expect(await done()).toEqual(['accounts']);
  await updateTransaction(owner, entry.id, { reviewed: true });
  expect(await done()).toEqual(['accounts', 'review']);
  const categories = await listCategories(owner.householdId);
  const category = categories.find(({ kind, groupId }) => kind === 'spending' && groupId !== null);
  const plan = { categoryId: category?.id ?? '', amountMinor: 500, once: false };
  await changeBudget(owner, { on: date, plans: [plan], carries: [] });
  expect(await done()).toEqual(['accounts', 'review', 'budget']);
  // Somebody else's progress is theirs; what is the household's is shared.
  expect((await listSteps(await createHousehold())).some((step) => step.done)).toBe(false);
});
