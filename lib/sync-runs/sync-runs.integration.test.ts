import { beforeAll, describe, expect, it } from 'vitest';
import { getAccount } from '#lib/accounts/queries';
import { db } from '#lib/db/client';
import {
  createHousehold,
  createLinkedHousehold,
  type LinkedItem,
  syncOnce,
  type TestHousehold,
} from '#lib/testing/household';
import { editTruth } from '#lib/testing/sandbox';
import { keepTransaction } from '#lib/transactions/keep-transaction';
import { getTransaction, listTransactions } from '#lib/transactions/queries';
import { pruneSyncRuns } from './prune-sync-runs.ts';
import { listSyncRuns } from './queries.ts';
import { listRowChanges, listTransactionEvents } from './row-changes.ts';

let owner: TestHousehold;
let item: LinkedItem;
let rows: { id: string; plaidId: string }[];

const runs = (query: { quiet?: boolean; cursor?: string; limit?: number } = {}) =>
  listSyncRuns(owner, item.itemId, { quiet: false, limit: 30, ...query });
const changesOf = (runId: string, query: { cursor?: string; limit?: number } = {}) =>
  listRowChanges(owner, item.itemId, runId, { limit: 100, ...query });

beforeAll(async () => {
  ({ owner, item } = await createLinkedHousehold());
  const { added } = await editTruth(item.plaidItemId, {
    add: ['Diner', 'Tools', 'Books'].map((name, index) => ({
      amount: 20 + index,
      name,
      merchant_name: name,
      pending: name === 'Books',
    })),
  });
  await syncOnce(item);
  const stored = await db().transaction.findMany({
    where: { householdId: owner.householdId, plaidTransactionId: { in: added } },
    select: { id: true, plaidTransactionId: true },
  });
  rows = added.map((plaidId) => ({
    plaidId,
    id: stored.find((row) => row.plaidTransactionId === plaidId)?.id ?? '',
  }));
  await editTruth(item.plaidItemId, {
    add: [{ amount: 1, name: 'Gum' }],
    modify: [{ transaction_id: rows[0]?.plaidId, amount: 24 }],
    remove: [rows[1]?.plaidId],
    post: [rows[2]?.plaidId],
  });
  await syncOnce(item);
});

describe('receipts', () => {
  it('say what a run did, newest first, and leave quiet runs out until asked', async () => {
    await syncOnce(item);
    const [latest] = (await runs()).items;
    expect(latest).toMatchObject({
      outcome: 'committed',
      added: 1,
      posted: 1,
      changed: 1,
      removed: 1,
      amountChanges: [{ kind: 'changed', before: { minor: -2000 }, after: { minor: -2400 } }],
    });
    expect((await runs({ quiet: true })).items[0]).toMatchObject({ outcome: 'unchanged' });
  });

  it('list every row of a run, also in pages of one', async () => {
    const [latest] = (await runs()).items;
    const all = await changesOf(latest?.id ?? '');
    expect(all.items.map((row) => [row.kind, row.merchant])).toEqual(
      expect.arrayContaining([
        ['changed', 'Diner'],
        ['removed', 'Tools'],
        ['posted', 'Books'],
        ['added', 'Gum'],
      ]),
    );
    expect(all.items).toHaveLength(4);
    expect(all.nextCursor).toBeNull();
    const paged = [];
    let cursor: string | null | undefined;
    do {
      const page = await changesOf(latest?.id ?? '', { limit: 1, cursor: cursor ?? undefined });
      paged.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor);
    expect(paged).toEqual(all.items);
  });

  it('page through runs without losing or repeating one', async () => {
    const all = await runs({ quiet: true, limit: 100 });
    const paged = [];
    let cursor: string | null | undefined;
    do {
      const page = await runs({ quiet: true, limit: 1, cursor: cursor ?? undefined });
      paged.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor);
    expect(paged).toEqual(all.items);
  });

  it('are a row’s own history too', async () => {
    const events = await listTransactionEvents(owner, rows[0]?.id ?? '');
    expect(events.map((event) => event.kind)).toEqual(['changed', 'added']);
    expect(events[0]?.fields).toEqual([
      {
        field: 'amount',
        before: { minor: -2000, currency: 'USD' },
        after: { minor: -2400, currency: 'USD' },
      },
    ]);
  });

  it('call a row what the list calls it, also when a person set its name to empty', async () => {
    const { householdId } = owner;
    const id = rows[0]?.id ?? '';
    const isThis = (row: { transactionId: string }) => row.transactionId === id;
    const [latest] = (await runs()).items;
    const emptied = { personName: null, personNameSetAt: new Date() };
    const where = { householdId_id: { householdId, id } };
    await db().transaction.update({
      where,
      data: { ...emptied, account: { update: { data: emptied } } },
    });
    const listed = await getTransaction(owner, id);
    expect(listed).toMatchObject({ merchant: '', account: { name: '' } });
    const { name } = await getAccount(owner, listed.account.id);
    expect(name).toBe('');
    const change = (await changesOf(latest?.id ?? '')).items.find(isThis);
    expect(change).toMatchObject({ merchant: '', accountName: '' });
    const own = { personName: null, personNameSetAt: null };
    await db().transaction.update({
      where,
      data: { ...own, account: { update: { data: own } } },
    });
    const back = (await changesOf(latest?.id ?? '')).items.find(isThis);
    expect(back).toMatchObject({ merchant: 'Diner', accountName: 'Plaid Checking' });
  });

  it('show nothing to another household', async () => {
    const stranger = await createHousehold();
    const [latest] = (await runs()).items;
    await expect(listSyncRuns(stranger, item.itemId, { quiet: true, limit: 30 })).rejects.toThrow(
      'no such connection',
    );
    await expect(
      listRowChanges(stranger, item.itemId, latest?.id ?? '', { limit: 10 }),
    ).rejects.toThrow('no such connection');
    await expect(listTransactionEvents(stranger, rows[0]?.id ?? '')).rejects.toThrow();
  });
});

describe('a row that the bank withdrew', () => {
  const listed = async () => (await listTransactions(owner, { q: 'Tools', limit: 50 })).items;

  it('counts again once the person keeps it, through syncs, until they let it go', async () => {
    const id = rows[1]?.id ?? '';
    expect(await listed()).toEqual([]);
    await keepTransaction(owner, id, true);
    expect(await listed()).toMatchObject([{ id, kept: true }]);
    await syncOnce(item);
    expect(await listed()).toHaveLength(1);
    await keepTransaction(owner, id, false);
    expect(await listed()).toEqual([]);
  });

  it('is the only kind that can be kept, and only by its own household', async () => {
    const stranger = await createHousehold();
    await expect(keepTransaction(owner, rows[0]?.id ?? '', true)).rejects.toThrow(
      'withdrawn no such',
    );
    await expect(keepTransaction(stranger, rows[1]?.id ?? '', true)).rejects.toThrow(
      'withdrawn no such',
    );
  });
});

it('drops receipts beyond their time, and quiet ones after a month', async () => {
  const [newest, ...older] = (await runs({ quiet: true, limit: 100 })).items;
  const age = (id: string, days: number) =>
    db().$executeRaw`
      UPDATE "SyncRun" SET "startedAt" = now() - make_interval(days => ${days}::int)
      WHERE "id" = ${id}::uuid`;
  const loud = older.find((run) => run.outcome === 'committed');
  if (!newest || !loud) throw new Error('Too few runs.');
  await age(newest.id, 31);
  await age(loud.id, 31);
  await db().$executeRaw`
    UPDATE "SyncRun" SET "outcome" = 'unchanged' WHERE "id" = ${newest.id}::uuid`;
  expect(await pruneSyncRuns()).toBe(1);
  await age(loud.id, 401);
  expect(await pruneSyncRuns()).toBe(1);
  const left = (await runs({ quiet: true, limit: 100 })).items.map((run) => run.id);
  expect(left).not.toContain(newest.id);
  expect(left).not.toContain(loud.id);
});
