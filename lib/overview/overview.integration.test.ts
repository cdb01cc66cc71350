import { expect, it } from 'vitest';
import { createHousehold, joinHousehold } from '#lib/testing/household';
import { cardOrder, overviewPatch } from './contract.ts';
import { updateOverview } from './mutations.ts';
import { getOverview } from './queries.ts';

it('is as its member has it, and nobody else’s', async () => {
  const owner = await createHousehold();
  const other = await joinHousehold(owner);
  expect(await getOverview(owner)).toEqual({ cards: cardOrder, hidden: [] });

  const cards = cardOrder.toReversed();
  await updateOverview(owner, { cards });
  await updateOverview(owner, { hidden: ['recent'] });
  expect(await getOverview(owner)).toEqual({ cards, hidden: ['recent'] });
  expect(await getOverview(other)).toEqual({ cards: cardOrder, hidden: [] });

  await updateOverview(owner, { hidden: [] });
  expect(await getOverview(owner)).toEqual({ cards, hidden: [] });
});

it.each([{}, { cards: ['unknown'] }, { hidden: ['recent', 'recent'] }, { cards: null }])(
  'takes no %o',
  (patch) => {
    expect(overviewPatch.safeParse(patch).success).toBe(false);
  },
);
