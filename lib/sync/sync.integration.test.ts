import { beforeEach, describe, expect, it } from 'vitest';
import { listAccounts } from '#lib/accounts/queries';
import { db } from '#lib/db/client';
import {
  createLinkedHousehold,
  type LinkedItem,
  linkItem,
  syncOnce,
  type TestHousehold,
} from '#lib/testing/household';
import { control, editTruth } from '#lib/testing/sandbox';
import { expectTruth, findRow, liveRows } from '#lib/testing/sync-rows';
import { updateTransaction } from '#lib/transactions/mutations';

let owner: TestHousehold;
let item: LinkedItem;

beforeEach(async () => {
  await control('/faults', undefined, 'DELETE');
  ({ owner, item } = await createLinkedHousehold());
});

describe('a sync', () => {
  it('brings every row Plaid has, with accounts, balances, snapshots and anchors', async () => {
    await expectTruth(item);
    const accounts = await db().account.findMany({ where: { householdId: item.householdId } });
    expect(accounts.length).toBeGreaterThan(0);
    for (const account of accounts) {
      expect(account.currentMinor).not.toBeNull();
      expect(account.anchorMinor).toBe(account.currentMinor);
    }
    expect(await db().balanceSnapshot.count({ where: { householdId: item.householdId } })).toBe(
      accounts.length,
    );
  });

  it('tells when a bank brought a balance up to date, and forgets it when it no longer says', async () => {
    const dated = await linkItem(owner, { institutionId: 'ins_128026' });
    const read = async () => {
      await syncOnce(dated);
      const { items } = await listAccounts(owner);
      return items.flatMap((each) => (each.itemId === dated.itemId ? each.balanceUpdatedAt : []));
    };
    expect(await read()).toEqual([expect.any(String), expect.any(String)]);
    const [account] = await db().account.findMany({ where: { itemId: dated.itemId } });
    const balances = (last_updated_datetime: string | null) =>
      control(`/items/${dated.plaidItemId}/balances`, {
        balances: [{ account_id: account?.plaidAccountId, last_updated_datetime }],
      });
    await balances('2026-11-20T06:30:00Z');
    expect(await read()).toContain('2026-11-20T06:30:00.000Z');
    await balances(null);
    expect(await read()).toContain(null);
    const others = (await listAccounts(owner)).items.filter(({ itemId }) => itemId === item.itemId);
    expect(others.map(({ balanceUpdatedAt }) => balanceUpdatedAt)).toEqual([null, null]);
  });

  it('applies what was added, modified and removed, and keeps a receipt of each', async () => {
    const [first, second] = await liveRows(item);
    if (!first || !second) throw new Error('Too few rows.');
    const { added } = await editTruth(item.plaidItemId, {
      add: [{ amount: 12.34, name: 'Corner shop' }],
      modify: [{ transaction_id: first.plaidTransactionId, amount: 99.5 }],
      remove: [second.plaidTransactionId],
    });
    const outcome = await syncOnce(item);
    expect(outcome).toMatchObject({
      kind: 'committed',
      counts: { added: 1, posted: 0, changed: 1, removed: 1 },
    });
    await expectTruth(item);
    expect(Number((await findRow(item, added[0] ?? '')).amountMinor)).toBe(-1234);

    const changes = await db().syncChange.findMany({
      where: { householdId: item.householdId, kind: { in: ['changed', 'removed'] } },
      orderBy: { seq: 'asc' },
    });
    expect(changes).toMatchObject([
      {
        transactionId: first.id,
        kind: 'changed',
        before: { amountMinor: Number(first.amountMinor) },
        after: { amountMinor: -9950 },
      },
      { transactionId: second.id, kind: 'removed' },
    ]);
    const tombstone = await db().transaction.findFirst({ where: { id: second.id } });
    expect(tombstone?.removedAt).not.toBeNull();
  });

  it('keeps the row, and what the person decided, when a pending row posts with another amount', async () => {
    const { added } = await editTruth(item.plaidItemId, {
      add: [{ amount: 20, name: 'Diner', pending: true }],
    });
    await syncOnce(item);
    const pending = await findRow(item, added[0] ?? '');
    await updateTransaction(owner, pending.id, {
      note: 'Lunch with Ida',
      reviewed: true,
    });

    const { posted } = await editTruth(item.plaidItemId, {
      post: [{ transaction_id: added[0], amount: 24 }],
    });
    const outcome = await syncOnce(item);
    expect(outcome).toMatchObject({ counts: { added: 0, posted: 1, removed: 0 } });
    await expectTruth(item);
    const row = await findRow(item, posted[0]?.transaction_id ?? '');
    expect(row.id).toBe(pending.id);
    expect(Number(row.amountMinor)).toBe(-2400);
    const kept = await db().transaction.findFirstOrThrow({ where: { id: pending.id } });
    expect(kept).toMatchObject({ note: 'Lunch with Ida', reviewed: true, pending: false });
  });

  it('never writes a column of the person, also when they set it to empty', async () => {
    const [row] = await liveRows(item);
    if (!row) throw new Error('No row.');
    await updateTransaction(owner, row.id, { categoryId: null, note: 'Mine' });
    await editTruth(item.plaidItemId, {
      modify: [{ transaction_id: row.plaidTransactionId, amount: 1, name: 'Renamed by the bank' }],
    });
    await syncOnce(item);
    const [effective] = await db().$queryRaw<{ categoryId: string | null; note: string }[]>`
      SELECT "categoryId", "note" FROM "EffectiveTransaction"
      WHERE "householdId" = ${owner.householdId}::uuid AND "id" = ${row.id}::uuid`;
    expect(effective).toEqual({ categoryId: null, note: 'Mine' });
  });

  it('rewrites nothing when Plaid sends again what is here, in whatever order of its fields', async () => {
    await db().$executeRaw`
      UPDATE "TransactionSource" s SET "plaid" = s."plaid"::jsonb::json FROM "Transaction" t
      WHERE t."householdId" = ${item.householdId}::uuid AND t."amountMinor" < 0
        AND s."householdId" = t."householdId" AND s."transactionId" = t."id"`;
    const versions = () => db().$queryRaw`
      SELECT t."id"::text, t.xmin::text, s.xmin::text AS "beside" FROM "Transaction" t
      JOIN "TransactionSource" s ON s."householdId" = t."householdId" AND s."transactionId" = t."id"
      WHERE t."householdId" = ${item.householdId}::uuid ORDER BY t."id"`;
    const before = await versions();
    expect(before).not.toEqual([]);
    await db().item.update({
      where: { householdId_id: { householdId: item.householdId, id: item.itemId } },
      data: { transactionsCursor: null },
    });
    const outcome = await syncOnce(item);
    expect(outcome).toMatchObject({
      kind: 'committed',
      counts: { added: 0, posted: 0, changed: 0, removed: 0 },
    });
    expect(await versions()).toEqual(before);
  });
});

it('drops U+0000 from bank text, which PostgreSQL cannot hold', async () => {
  await editTruth(item.plaidItemId, {
    add: [{ amount: 1, name: 'Café\u0000 "Zürich" \\u0000 ✓' }],
  });
  expect(await syncOnce(item)).toMatchObject({ kind: 'committed', counts: { added: 1 } });
  const row = await db().transaction.findFirstOrThrow({
    where: { name: { startsWith: 'Café' } },
    select: { name: true },
  });
  expect(row.name).toBe('Café "Zürich" \\u0000 ✓');
});
