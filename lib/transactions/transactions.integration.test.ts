import { beforeAll, describe, expect, it } from 'vitest';
import { getAccount, listAccounts } from '#lib/accounts/queries';
import { listCategories } from '#lib/categories/queries';
import { db } from '#lib/db/client';
import { createHousehold, linkItem, syncHistory, type TestHousehold } from '#lib/testing/household';
import { transactionListQuery } from './contract.ts';
import { updateTransaction } from './mutations.ts';
import { getTransaction, listTransactions } from './queries.ts';

let owner: TestHousehold;
let stranger: TestHousehold;

beforeAll(async () => {
  owner = await createHousehold();
  stranger = await createHousehold();
  await syncHistory(await linkItem(owner, { username: 'user_good' }));
});

const list = (query: object = {}, viewer = owner) =>
  listTransactions(viewer, transactionListQuery.parse(query));

async function listAll(query: object = {}) {
  const rows = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await list({ ...query, limit: 37, cursor });
    rows.push(...page.items);
    cursor = page.nextCursor;
  }
  return rows;
}

describe('listTransactions', () => {
  it('gives every row once over all pages, newest first', async () => {
    const rows = await listAll();
    expect(rows.length).toBeGreaterThan(300);
    expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length);
    const dates = rows.map((row) => row.date);
    expect(dates).toEqual([...dates].sort().reverse());
  });

  it('narrows by account, by date and by any part of the text', async () => {
    const { items: accounts } = await listAccounts(owner);
    const checking = accounts.find((account) => account.mask === '0000');
    const ofAccount = await listAll({ accountId: checking?.id });
    expect(new Set(ofAccount.map((row) => row.account.mask))).toEqual(new Set(['0000']));

    const [newest] = ofAccount;
    const day = await listAll({ from: newest?.date, to: newest?.date });
    expect(new Set(day.map((row) => row.date))).toEqual(new Set([newest?.date]));

    const found = await listAll({ q: 'tarbuck' });
    expect(found.length).toBeGreaterThan(10);
    expect(found.every((row) => row.merchant === 'Starbucks')).toBe(true);
  });

  it('narrows to what is to be reviewed and to what is pending', async () => {
    const [row] = (await list({ q: 'Uber' })).items;
    await updateTransaction(owner, row?.id ?? '', { reviewed: true });
    const all = await listAll();
    const ids = (rows: { id: string }[]) => rows.map(({ id }) => id);
    expect(ids(await listAll({ reviewed: 'true' }))).toEqual([row?.id]);
    expect(ids(await listAll({ reviewed: 'false' }))).toEqual(
      ids(all.filter(({ id }) => id !== row?.id)),
    );
    expect(ids(await listAll({ pending: 'false' }))).toEqual(
      ids(all.filter(({ pending }) => !pending)),
    );
  });

  it.each(['%', '_', '\\', '100%', "'", '🙂'])('reads %j as text, not as a pattern', async (q) => {
    expect((await list({ q })).items.length).toBe(
      (await listAll()).filter((row) => row.merchant.includes(q)).length,
    );
  });

  it('refuses a cursor that is none', async () => {
    const noDay = Buffer.from('{"date":"2026-99-99","id":"x"}').toString('base64url');
    for (const cursor of ['nonsense', noDay]) {
      await expect(list({ cursor })).rejects.toMatchObject({
        code: 'invalid_input',
        fields: { cursor: expect.any(String) },
      });
    }
  });

  it('shows a stranger nothing, whatever they name', async () => {
    const [row] = (await list()).items;
    expect((await list({}, stranger)).items).toEqual([]);
    expect((await list({ accountId: row?.account.id }, stranger)).items).toEqual([]);
    await expect(getTransaction(stranger, row?.id ?? '')).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(
      updateTransaction(stranger, row?.id ?? '', { note: 'Mine now' }),
    ).rejects.toMatchObject({ code: 'not_found' });
    await expect(getAccount(stranger, row?.account.id ?? '')).rejects.toMatchObject({
      code: 'not_found',
    });
    expect((await getTransaction(owner, row?.id ?? '')).note).toBeNull();
  });
});

describe('updateTransaction', () => {
  it('takes the person’s decisions, emptiness included, and says whose they are', async () => {
    const { householdId } = owner;
    const [row] = (await list({ q: 'Starbucks' })).items;
    const id = row?.id ?? '';
    expect(row).toMatchObject({ category: { name: 'Coffee' }, categoryBy: 'bank' });
    const groceries = (await listCategories(householdId)).find((each) => each.name === 'Groceries');
    expect(
      await updateTransaction(owner, id, { categoryId: groceries?.id, note: 'Beans' }),
    ).toMatchObject({ category: { name: 'Groceries' }, categoryBy: 'person', note: 'Beans' });
    expect(
      await updateTransaction(owner, id, { categoryId: null, note: '', reviewed: true }),
    ).toMatchObject({ category: null, categoryBy: 'person', note: null, reviewed: true });
    expect((await list({ q: 'Beans' })).items).toEqual([]);
  });

  it('gives the category back to the bank', async () => {
    const id = (await list({ q: 'Starbucks' })).items[1]?.id ?? '';
    const before = await getTransaction(owner, id);
    expect(before).toMatchObject({ otherwise: { category: { name: 'Coffee' } } });
    expect(await updateTransaction(owner, id, { categoryId: null })).toMatchObject({
      category: null,
      otherwise: { category: { name: 'Coffee' } },
    });
    expect(await updateTransaction(owner, id, { revert: ['categoryId'] })).toEqual({
      ...before,
      undoStepId: expect.any(String),
    });
  });

  it('changes a row that the bank withdrew and the person keeps', async () => {
    const { householdId } = owner;
    const id = (await list()).items.at(-1)?.id ?? '';
    const where = { householdId_id: { householdId, id } };
    await db().transaction.update({ where, data: { removedAt: new Date(), keptAt: new Date() } });
    expect(await updateTransaction(owner, id, { note: 'Paid in cash' })).toMatchObject({
      note: 'Paid in cash',
    });
    await db().transaction.update({ where, data: { removedAt: null, keptAt: null } });
  });

  it('refuses a category of another household and changes nothing', async () => {
    const [theirs] = await listCategories(stranger.householdId);
    const [row] = (await list()).items;
    await expect(
      updateTransaction(owner, row?.id ?? '', { note: 'x', categoryId: theirs?.id }),
    ).rejects.toMatchObject({ code: 'invalid_input', fields: { categoryId: expect.any(String) } });
    expect((await getTransaction(owner, row?.id ?? '')).note).toBeNull();
  });
});

describe('listAccounts', () => {
  it('subtracts what is owed and adds up to the cent', async () => {
    const { items, netWorth } = await listAccounts(owner);
    const card = items.find((account) => account.group === 'cards');
    expect(card?.current?.minor).toBeGreaterThan(0);
    expect(card?.worth?.minor).toBe(-(card?.current?.minor ?? 0));
    const sum = items.reduce((total, account) => total + (account.worth?.minor ?? 0), 0);
    expect(netWorth).toMatchObject([{ currency: 'USD', netMinor: sum }]);
    expect(netWorth[0]?.netMinor).toBe(
      (netWorth[0]?.assetsMinor ?? 0) - (netWorth[0]?.debtsMinor ?? 0),
    );
  });
});
