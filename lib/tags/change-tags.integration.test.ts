import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { db } from '#lib/db/client';
import { createRule } from '#lib/rules/mutations';
import {
  createHousehold,
  joinHousehold,
  linkItem,
  syncHistory,
  type TestHousehold,
} from '#lib/testing/household';
import { askedNothing, saysNothing } from '#lib/testing/rules';
import { type TransactionSelection, transactionFilterQuery } from '#lib/transactions/contract';
import { listTransactions } from '#lib/transactions/queries';
import { takeBack } from '#lib/undo-steps/take-back';
import { changeTags, changeTagsOf } from './change-tags.ts';
import type { ChangeTagsInput } from './contract.ts';
import { createTag } from './mutations.ts';
import { countTags, listTagsOf } from './queries.ts';

let owner: TestHousehold;
let ids: string[];
let uber: string[];
let trip: string;
let work: string;

const filterOf = (query: object) => ({ filter: transactionFilterQuery.parse(query) });
const find = async (query: object) => {
  const filter = transactionFilterQuery.parse(query);
  return (await listTransactions(owner, { ...filter, limit: 200 })).items;
};
const readAll = () =>
  db().transactionTag.findMany({
    where: { householdId: owner.householdId },
    orderBy: [{ transactionId: 'asc' }, { tagId: 'asc' }],
  });

beforeAll(async () => {
  owner = await createHousehold();
  await syncHistory(await linkItem(owner, { username: 'user_good' }));
  ids = (await find({})).map(({ id }) => id);
  uber = (await find({ q: 'uber' })).map(({ id }) => id);
  const { items: first } = await createTag(owner, { name: 'Trip' });
  trip = first[0]?.id ?? '';
  const { items } = await createTag(owner, { name: 'Work' });
  work = items.find(({ name }) => name === 'Work')?.id ?? '';
  await createRule(owner, {
    name: 'Rides',
    when: { ...askedNothing, text: 'uber' },
    effect: { ...saysNothing, tagIds: [trip] },
    stop: false,
    history: true,
  });
});

describe('changeTags', () => {
  it('puts a tag on all that a filter lets through, and takes exactly that back', async () => {
    const before = await readAll();
    const { count, undoStepId } = await changeTags(owner, filterOf({ q: 'starbucks' }), {
      add: [work],
      remove: [trip],
    });
    const tagged = await find({ tagIds: work });
    expect(tagged).toHaveLength(count);
    expect(tagged.map(({ id }) => id)).toEqual(
      (await find({ q: 'starbucks' })).map(({ id }) => id),
    );
    expect(tagged[0]?.tags).toEqual([{ id: work, name: 'Work' }]);
    expect(await find({ tagIds: `${trip},${work}` })).toHaveLength(count + uber.length);
    await takeBack(owner, undoStepId);
    expect(await readAll()).toEqual(before);
    await expect(takeBack(owner, undoStepId)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('says who put a tag on, and of one that was taken off, which rule would', async () => {
    const [first = ''] = uber;
    const said = async () => (await listTagsOf(owner, first)).items;
    expect(await said()).toMatchObject([{ on: true, by: 'rule', rule: { name: 'Rides' } }]);
    const { items } = await changeTagsOf(owner, first, { remove: [trip], add: [work] });
    expect(items).toMatchObject([
      { name: 'Trip', on: false, by: 'person', rule: { name: 'Rides' } },
      { name: 'Work', on: true, by: 'person', rule: null },
    ]);
    await changeTagsOf(owner, first, { revert: [trip, work] });
    expect(await said()).toMatchObject([{ name: 'Trip', on: true, by: 'rule' }]);
  });

  it('counts how many of what a filter lets through have each tag', async () => {
    expect((await countTags(owner, {})).items).toEqual([{ id: trip, transactions: uber.length }]);
    expect((await countTags(owner, { q: 'starbucks' })).items).toEqual([]);
  });

  it('touches nothing that one does not see, and no tag of somebody else', async () => {
    const stranger = await createHousehold();
    const guest = await joinHousehold(owner);
    await db().accountSight.createMany({
      data: (await db().account.findMany({ where: { householdId: owner.householdId } })).map(
        ({ id }) => ({
          householdId: owner.householdId,
          accountId: id,
          memberId: guest.memberId,
          sight: 'hidden' as const,
        }),
      ),
      skipDuplicates: true,
    });
    const notFound = { code: 'not_found' };
    const add = { add: [trip] };
    const before = await readAll();
    const of = { transactionIds: ids.slice(0, 3) };
    await expect(changeTags(guest, of, add)).rejects.toMatchObject(notFound);
    await expect(changeTags(guest, { filter: {} }, add)).rejects.toMatchObject(notFound);
    await expect(changeTags(stranger, of, add)).rejects.toMatchObject({ code: 'invalid_input' });
    expect((await countTags(guest, {})).items).toEqual([]);
    const { undoStepId } = await changeTags(owner, of, { add: [work] });
    await expect(takeBack(guest, undoStepId)).rejects.toMatchObject(notFound);
    await takeBack(owner, undoStepId);
    expect(await readAll()).toEqual(before);
  });

  it('gives back what was before, and leaves what was decided since', async () => {
    const some = [...uber.slice(0, 2), ...ids.filter((id) => !uber.includes(id)).slice(0, 2)];
    const decisions = fc.constantFrom<ChangeTagsInput>(
      { add: [trip] },
      { add: [work], remove: [trip] },
      { remove: [work] },
      { revert: [trip, work] },
    );
    const rows = fc.subarray(some, { minLength: 1 });
    const change = fc.record({ decision: decisions, rows });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const before = await readAll();
        const steps: string[] = [];
        for (const { decision, rows: transactionIds } of changes) {
          const of: TransactionSelection = { transactionIds };
          steps.push((await changeTags(owner, of, decision)).undoStepId);
        }
        // The latest first, as one takes back what one did: all is as it was.
        for (const step of steps.reverse()) await takeBack(owner, step);
        expect(await readAll()).toEqual(before);
      }),
      { numRuns: 25 },
    );
    const [first = ''] = some;
    const early = await changeTags(owner, { transactionIds: some }, { add: [work] });
    await changeTagsOf(owner, first, { remove: [work] });
    await takeBack(owner, early.undoStepId);
    expect((await find({ tagIds: work })).length).toBe(0);
    const kept = await db().transactionTag.findMany({
      where: { householdId: owner.householdId, tagId: work },
      select: { transactionId: true, byPerson: true },
    });
    expect(kept).toEqual([{ transactionId: first, byPerson: false }]);
  });
});
