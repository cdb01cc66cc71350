import { beforeAll, describe, expect, it } from 'vitest';
import { listCategories } from '#lib/categories/queries';
import { db } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { changeTagsOf } from '#lib/tags/change-tags';
import { createTag } from '#lib/tags/mutations';
import { createHousehold, linkItem, syncHistory, type TestHousehold } from '#lib/testing/household';
import { type TransactionDto, transactionFilterQuery, transactionListQuery } from './contract.ts';
import { updateTransaction } from './mutations.ts';
import { getTotals, getTransaction, listTransactions } from './queries.ts';
import { isTransfer } from './row-figures.ts';

let owner: TestHousehold;
let all: TransactionDto[];

beforeAll(async () => {
  owner = await createHousehold();
  await syncHistory(await linkItem(owner, { username: 'user_good' }));
  const [first, second, third] = (await find({ q: 'Starbucks' })).slice(0, 3);
  await updateTransaction(owner, first?.id ?? '', { note: 'Beans, 4.33', reviewed: true });
  await updateTransaction(owner, second?.id ?? '', { categoryId: null });
  const where = { householdId_id: { householdId: owner.householdId, id: third?.id ?? '' } };
  await db().transaction.update({ where, data: { currency: 'JPY' } });
  await updateTransaction(owner, third?.id ?? '', { hidden: true });
  all = await find({});
});

async function find(query: object) {
  const rows = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const parsed = transactionListQuery.parse({ ...query, limit: 200, cursor });
    const page = await listTransactions(owner, parsed);
    rows.push(...page.items);
    cursor = page.nextCursor;
  }
  return rows;
}

const size = ({ amount }: TransactionDto) =>
  Math.abs(amount.minor) / (amount.currency === 'JPY' ? 1 : 100);
const signed = (row: TransactionDto) => Math.sign(row.amount.minor) * size(row);
const isStarbucks = ({ merchant }: TransactionDto) => merchant === 'Starbucks';

describe('a search', () => {
  it.each<[string, (row: TransactionDto) => boolean]>([
    ['starb', isStarbucks],
    ['BUCKS star', isStarbucks],
    ['beans', ({ note }) => note !== null],
    ['4.33', (row) => size(row) === 4.33 || row.note !== null],
    ['>50', (row) => size(row) > 50],
    ['433', (row) => size(row) === 433],
    ['>9999999999999', () => false],
    ['>430', (row) => size(row) > 430],
    ['<=4.33', (row) => size(row) <= 4.33],
    ['<-20', (row) => signed(row) < -20],
    ['+4.22', (row) => signed(row) === 4.22],
    ['300..500', (row) => size(row) >= 300 && size(row) <= 500],
    ['category:coffee', ({ category }) => category?.name === 'Coffee'],
    ['category:none', ({ category }) => category === null],
    ['account:"plaid saving"', ({ account }) => account.mask === '1111'],
    ['account:0000 account:1111', ({ account }) => ['0000', '1111'].includes(account.mask ?? '')],
    ['is:pending', ({ pending }) => pending],
    ['is:posted is:unreviewed', (row) => !row.pending && !row.reviewed],
    ['is:hidden', ({ hidden }) => hidden],
    ['is:reviewed starbucks', ({ reviewed }) => reviewed],
    ['has:note', ({ note }) => note !== null],
    ['is:hidden is:visible', () => false],
    ['"no such thing"', () => false],
  ])('for %s finds what it says', async (q, isMeant) => {
    expect((await find({ q })).map(({ id }) => id)).toEqual(
      all.filter(isMeant).map(({ id }) => id),
    );
  });

  it('finds what the bank wrote, as the drawer shows it', async () => {
    const details = await Promise.all(all.map(({ id }) => getTransaction(owner, id)));
    const texts = new Map(details.map(({ bankText, id }) => [bankText, id]));
    expect([...texts.keys()]).toContain('Uber 063015 SF**POOL**');
    for (const [text, id] of texts) {
      expect((await find({ q: text })).map((row) => row.id)).toContain(id);
    }
  });

  it('finds nothing by what a rule wrote and somebody emptied', async () => {
    const [row] = all.filter(isStarbucks);
    const id = row?.id ?? '';
    const where = { householdId_id: { householdId: owner.householdId, id } };
    const former = await db().transaction.findUniqueOrThrow({ where });
    await db().transaction.update({ where, data: { ruleName: 'Beanery', ruleNote: 'Espresso' } });
    const ids = async (q: string) => (await find({ q })).map((each) => each.id);
    await updateTransaction(owner, id, { revert: ['note'] });
    expect([await ids('beanery'), await ids('espresso')]).toEqual([[id], [id]]);
    await updateTransaction(owner, id, { merchant: '', note: '' });
    expect([await ids('beanery'), await ids('espresso')]).toEqual([[], []]);
    await db().transaction.update({ where, data: { ...former, plaid: undefined } });
  });

  it('finds by group, and by days', async () => {
    const food = await find({ q: 'category:"food & drink"' });
    expect(food.length).toBeGreaterThan(all.filter(isStarbucks).length - 3);
    expect(food.every(({ category }) => category !== null)).toBe(true);
    const date = all[40]?.date ?? '';
    expect(await find({ q: date })).toEqual(all.filter((row) => row.date === date));
    expect(await find({ q: `before:${date}` })).toEqual(all.filter((row) => row.date < date));
    expect(await find({ q: `after:${date.slice(0, 7)}` })).toEqual(
      all.filter((row) => row.date.slice(0, 7) > date.slice(0, 7)),
    );
  });

  it('finds by tag, by having one, and by an attachment', async () => {
    const [row, other] = all.filter(isStarbucks);
    const [tag] = (await createTag(owner, { name: 'Trip to Rome' })).items;
    await changeTagsOf(owner, row?.id ?? '', { add: [tag?.id ?? ''] });
    const ids = async (q: string) => (await find({ q })).map(({ id }) => id);
    expect(await ids('tag:rome')).toEqual([row?.id]);
    expect(await ids('has:tag')).toEqual([row?.id]);
    expect(await ids('tag:paris')).toEqual([]);
    await changeTagsOf(owner, row?.id ?? '', { revert: [tag?.id ?? ''] });
    expect(await ids('has:tag')).toEqual([]);
    expect(await ids('has:attachment')).toEqual([]);
    await db().attachment.create({
      data: {
        householdId: owner.householdId,
        id: newId(),
        transactionId: other?.id ?? '',
        fileName: 'receipt.png',
        mediaType: 'image/png',
        bytes: 1,
        sha256: Buffer.alloc(32),
      },
    });
    expect(await ids('has:attachment')).toEqual([other?.id]);
  });

  it('finds by what was chosen beside it, all of it at once', async () => {
    const coffee = (await listCategories(owner.householdId)).find(({ name }) => name === 'Coffee');
    expect(await find({ categoryId: coffee?.id, min: '4', max: '4.33', direction: 'out' })).toEqual(
      all.filter((row) => row.category?.id === coffee?.id && size(row) === 4.33),
    );
    expect(await find({ categoryId: 'none' })).toEqual(all.filter((row) => row.category === null));
    expect(await find({ hidden: 'true' })).toEqual(all.filter((row) => row.hidden));
  });
});

describe('getTotals', () => {
  const totals = (query: object) => getTotals(owner, transactionFilterQuery.parse(query));

  it('adds up what is shown, per currency and without what is hidden', async () => {
    const counted = all.filter(({ hidden }) => !hidden);
    const moved = counted.filter(isTransfer);
    const rest = counted.filter((row) => !isTransfer(row));
    expect(moved.length).toBeGreaterThan(0);
    const sum = (rows: TransactionDto[]) =>
      rows.reduce((total, row) => total + row.amount.minor, 0);
    expect(await totals({})).toEqual({
      count: all.length,
      hiddenCount: 1,
      sums: [
        {
          currency: 'USD',
          count: all.length - 1,
          inMinor: sum(rest.filter((row) => row.amount.minor > 0)),
          outMinor: sum(rest.filter((row) => row.amount.minor < 0)),
          transferMinor: sum(moved),
          netMinor: sum(counted),
        },
        {
          currency: 'JPY',
          count: 1,
          inMinor: 0,
          outMinor: 0,
          transferMinor: null,
          netMinor: 0,
        },
      ],
    });
    const inCategory = moved.filter(({ category }) => category !== null);
    expect(inCategory.length).toBeGreaterThan(0);
    const [usd] = (await totals({ q: 'has:category' })).sums;
    expect(usd?.transferMinor).toBe(sum(inCategory));
    expect(await totals({ q: '"no such thing"' })).toEqual({ count: 0, hiddenCount: 0, sums: [] });
  });
});
