import { beforeAll, describe, expect, it } from 'vitest';
import { mergeCategory } from '#lib/categories/merge-category';
import { listCategories } from '#lib/categories/queries';
import { db } from '#lib/db/client';
import { exportTransactions } from '#lib/exports/export-transactions';
import { createTag } from '#lib/tags/mutations';
import { takeTagAway } from '#lib/tags/take-tag-away';
import {
  createHousehold,
  joinHousehold,
  type LinkedItem,
  linkItem,
  syncHistory,
  syncOnce,
  type TestHousehold,
} from '#lib/testing/household';
import { editTruth } from '#lib/testing/sandbox';
import { book } from '#lib/testing/sync-rows';
import type { TransactionFilter } from '#lib/transactions/contract';
import { updateTransaction } from '#lib/transactions/mutations';
import { getTotals, listTransactions } from '#lib/transactions/queries';
import { shownMinor } from '#lib/transactions/row-figures';
import { takeBack } from '#lib/undo-steps/take-back';
import { type PartInput, splitInput } from './contract.ts';
import { getSplit, listUnsettledSplits } from './queries.ts';
import { giveSplitBack, setSplit } from './set-split.ts';

let owner: TestHousehold;
let item: LinkedItem;
let groceries: string;
let household: string;
let rent: string;
let trip: string;

beforeAll(async () => {
  owner = await createHousehold();
  item = await linkItem(owner);
  await syncHistory(item);
  const categories = await listCategories(owner.householdId);
  [groceries = '', household = '', rent = ''] = categories
    .filter(({ groupId }) => groupId !== null)
    .map(({ id }) => id);
  trip = await makeTag('Trip');
});

async function makeTag(name: string): Promise<string> {
  const { items } = await createTag(owner, { name });
  return items.find((each) => each.name === name)?.id ?? '';
}

const part = (minor: number, categoryId: string | null, more: Partial<PartInput> = {}) => ({
  minor,
  categoryId,
  note: null,
  tagIds: [],
  ...more,
});

/** What counts of a row: category and amount of each of its lines. */
async function lines(transactionId: string): Promise<[string | null, number][]> {
  const rows = await db().$queryRaw<{ categoryId: string | null; amountMinor: bigint }[]>`
    SELECT "categoryId", "amountMinor" FROM "EffectiveLine"
    WHERE "householdId" = ${owner.householdId}::uuid AND "transactionId" = ${transactionId}::uuid
    ORDER BY "partId" NULLS FIRST`;
  return rows.map(({ categoryId, amountMinor }) => [categoryId, Number(amountMinor)]);
}

describe('a split', () => {
  it('takes the place of its transaction, with cash back in it, and goes again', async () => {
    const { id } = await book(item, { name: 'Store', amount: 50 });
    const [[own]] = (await lines(id)) as [[string | null, number]];
    const parts = [
      part(-7_000, groceries, { note: 'For Ida', tagIds: [trip] }),
      part(2_000, household),
    ];
    const { undoStepId, ...split } = await setSplit(owner, id, { parts });
    expect(split).toMatchObject({
      by: 'person',
      leftMinor: 0,
      parts: [
        { minor: -7_000, category: { id: groceries }, note: 'For Ida', tags: [{ name: 'Trip' }] },
        { minor: 2_000, category: { id: household }, note: null, tags: [] },
      ],
    });
    expect(await lines(id)).toEqual([
      [groceries, -7_000],
      [household, 2_000],
    ]);
    await takeBack(owner, undoStepId);
    expect(await getSplit(owner, id)).toMatchObject({ by: 'bank', parts: [] });
    expect(await lines(id)).toEqual([[own, -5_000]]);
  });

  it('must come to the amount, and names only what is the household’s', async () => {
    const { id } = await book(item, { name: 'Store', amount: 50 });
    const stranger = await createHousehold();
    const theirs = (await listCategories(stranger.householdId))[0]?.id ?? '';
    for (const parts of [
      [part(-2_000, null), part(-2_999, null)],
      [part(-2_000, theirs), part(-3_000, null)],
      [part(-2_000, null, { tagIds: [theirs] }), part(-3_000, null)],
    ]) {
      await expect(setSplit(owner, id, { parts })).rejects.toMatchObject({
        code: 'invalid_input',
      });
    }
    const parts = [part(-2_000, null), part(-3_000, null)];
    await expect(setSplit(stranger, id, { parts })).rejects.toMatchObject({ code: 'not_found' });
    expect(await getSplit(owner, id)).toMatchObject({ by: 'bank', parts: [] });
    expect(splitInput.safeParse({ parts: [part(1, null)] }).success).toBe(false);
    expect(splitInput.safeParse({ parts: [part(0, null), part(1, null)] }).success).toBe(false);
    expect(splitInput.safeParse({ parts: Array(51).fill(part(1, null)) }).success).toBe(false);
  });

  it('leaves in an undo what was decided since, and is nobody else’s to take back', async () => {
    const { id } = await book(item, { name: 'Store', amount: 10 });
    const guest = await joinHousehold(owner);
    const parts = [part(-400, groceries), part(-600, null)];
    const { undoStepId } = await setSplit(owner, id, { parts });
    await expect(takeBack(guest, undoStepId)).rejects.toMatchObject({ code: 'not_found' });
    const later = [part(-500, groceries), part(-500, rent)];
    const { undoStepId: second } = await setSplit(guest, id, { parts: later });
    await takeBack(owner, undoStepId);
    expect(await getSplit(owner, id)).toMatchObject({ parts: [{ minor: -500 }, { minor: -500 }] });
    await takeBack(guest, second);
    expect(await getSplit(owner, id)).toMatchObject({ parts: [{ minor: -400 }, { minor: -600 }] });
  });

  it('stays when a pending row posts with a tip, and asks where the tip belongs', async () => {
    const { id, plaidId } = await book(item, {
      amount: 40,
      pending: true,
      name: 'Trattoria',
    });
    await setSplit(owner, id, { parts: [part(-3_000, groceries), part(-1_000, rent)] });
    await editTruth(item.plaidItemId, { post: [{ transaction_id: plaidId, amount: 44 }] });
    await syncOnce(item);
    const split = await getSplit(owner, id);
    expect(split).toMatchObject({ by: 'person', leftMinor: -400, amount: { minor: -4_400 } });
    expect((await lines(id)).reduce((sum, [, minor]) => sum + minor, 0)).toBe(-4_400);
    const { items } = await listUnsettledSplits(owner);
    expect(items).toMatchObject([{ transactionId: id, split: { leftMinor: -400 } }]);
    const stranger = await createHousehold();
    expect((await listUnsettledSplits(stranger)).items).toEqual([]);
    await setSplit(owner, id, { parts: [part(-3_300, groceries), part(-1_100, rent)] });
    expect((await listUnsettledSplits(owner)).items).toEqual([]);
  });

  it('is found, added up and exported by its parts, and by the row only for what they leave', async () => {
    const { id, plaidId } = await book(item, { name: 'Bazaar', amount: 40 });
    const { id: whole } = await book(item, { name: 'Bazaar', amount: 7 });
    await updateTransaction(owner, whole, { categoryId: groceries });
    await updateTransaction(owner, id, { categoryId: rent });
    const parts = [
      part(-3_000, groceries, { note: 'Wool for Ida', tagIds: [trip] }),
      part(-1_000, null),
    ];
    await setSplit(owner, id, { parts });
    const look = async (filter: TransactionFilter) => {
      const query = { ...filter, q: `bazaar ${filter.q ?? ''}` };
      const { items } = await listTransactions(owner, { ...query, limit: 10 });
      const { count, sums } = await getTotals(owner, query);
      return { count, out: sums[0]?.outMinor, rows: items.map(shownMinor).sort((a, b) => a - b) };
    };
    expect(await look({})).toEqual({ count: 2, out: -4_700, rows: [-4_000, -700] });
    const inGroceries = { count: 2, out: -3_700, rows: [-3_000, -700] };
    expect(await look({ categoryId: groceries })).toEqual(inGroceries);
    const name = (await getSplit(owner, id)).parts[0]?.category?.name ?? '';
    expect(await look({ q: `category:"${name}"` })).toEqual(inGroceries);
    expect(await look({ categoryId: rent })).toMatchObject({ count: 0, rows: [] });
    const rest = { count: 1, out: -1_000, rows: [-1_000] };
    expect(await look({ categoryId: 'none' })).toEqual(rest);
    expect(await look({ q: 'category:none' })).toEqual(rest);
    const tagged = { count: 1, out: -3_000, rows: [-3_000] };
    expect(await look({ q: 'tag:trip' })).toEqual(tagged);
    expect(await look({ q: 'has:tag', categoryId: groceries })).toEqual(tagged);
    expect(await look({ q: 'has:tag', categoryId: 'none' })).toMatchObject({ count: 0 });
    for (const q of ['wool', 'has:note']) {
      expect(await look({ q })).toMatchObject({ count: 1, rows: [-4_000] });
    }
    expect(await look({ q: 'silk' })).toMatchObject({ count: 0 });
    expect(await look({ q: 'is:split' })).toMatchObject({ count: 1, rows: [-4_000] });

    const modify = [{ transaction_id: plaidId, amount: 44 }];
    await editTruth(item.plaidItemId, { modify });
    await syncOnce(item);
    expect(await look({ categoryId: rent })).toEqual({ count: 1, out: -400, rows: [-400] });
    const answer = await exportTransactions(owner, { format: 'csv', q: 'bazaar' }, '2026-01-01');
    const lines = (await answer.text()).trim().split('\r\n').slice(1);
    expect(lines.map((line) => line.split(',')[2]).sort()).toEqual([
      '-10.00',
      '-30.00',
      '-4.00',
      '-7.00',
    ]);
    expect(new Set(lines.map((line) => line.split(',').at(-1)))).toEqual(
      new Set([whole, `${id}/0`, `${id}/1`, `${id}/2`]),
    );
  });

  it('follows a category and a tag that go into others, and comes back with them', async () => {
    const { id } = await book(item, { name: 'Store', amount: 10 });
    const [red, blue] = [await makeTag('Red'), await makeTag('Blue')];
    const parts = [
      part(-400, household, { tagIds: [red, trip] }),
      part(-600, null, { tagIds: [blue, red] }),
    ];
    await setSplit(owner, id, { parts });
    const before = await getSplit(owner, id);
    const merged = await mergeCategory(owner, household, rent);
    const joined = await takeTagAway(owner, red, blue);
    const { parts: now } = await getSplit(owner, id);
    expect(now).toMatchObject([{ category: { id: rent } }, { category: null }]);
    expect(now.map(({ tags }) => tags.map(({ name }) => name))).toEqual([
      ['Blue', 'Trip'],
      ['Blue'],
    ]);
    await takeBack(owner, joined.undoStepId);
    await takeBack(owner, merged.undoStepId);
    expect(await getSplit(owner, id)).toEqual(before);
    const gone = await takeTagAway(owner, red, null);
    await giveSplitBack(owner, id);
    await takeBack(owner, gone.undoStepId);
    expect(await getSplit(owner, id)).toMatchObject({ by: 'bank', parts: [] });
  });
});
