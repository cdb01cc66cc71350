import { beforeEach, describe, expect, it } from 'vitest';
import { listAccounts } from '#lib/accounts/queries';
import { db } from '#lib/db/client';
import {
  createHousehold,
  createLinkedHousehold,
  type LinkedItem,
  syncOnce,
  type TestHousehold,
} from '#lib/testing/household';
import { control, editTruth, readTruth } from '#lib/testing/sandbox';
import { acceptBalance, checkTieOut } from './check-tie-out.ts';
import { getTieOut } from './queries.ts';

let owner: TestHousehold;
let item: LinkedItem;
/** An account whose balance follows its rows. */
let account: { id: string; plaidAccountId: string };

beforeEach(async () => {
  ({ owner, item } = await createLinkedHousehold());
  const row = await db().account.findFirstOrThrow({
    where: { householdId: owner.householdId, type: 'depository' },
    select: { id: true, plaidAccountId: true },
  });
  account = { id: row.id, plaidAccountId: row.plaidAccountId ?? '' };
});

const tieOut = () => getTieOut(owner, account.id);

async function book(amount: number, fields: Record<string, unknown> = {}): Promise<string> {
  const add = [{ account_id: account.plaidAccountId, amount, name: 'Corner shop', ...fields }];
  const edited = await editTruth(item.plaidItemId, { add });
  return edited.added[0] ?? '';
}

/** Moves the bank's balance without any transaction. */
async function moveBalance(by: number): Promise<void> {
  const { bank } = await tieOut();
  const current = ((bank?.minor ?? 0) + by * 100) / 100;
  const balances = [{ account_id: account.plaidAccountId, current }];
  await control(`/items/${item.plaidItemId}/balances`, { balances });
}

describe('tie-out', () => {
  it('holds through what the bank books, posts, changes and withdraws', async () => {
    expect(await tieOut()).toMatchObject({ status: 'ties_out', difference: { minor: 0 } });
    const kept = await book(12.5);
    const taken = await book(80, { name: 'Tools' });
    await book(-1_000, { name: 'Salary', pending: true });
    await syncOnce(item);
    expect(await tieOut()).toMatchObject({ status: 'ties_out', suspects: [] });

    const pending = (await readTruth(item.plaidItemId)).find((row) => row.amount === -1_000);
    await editTruth(item.plaidItemId, {
      modify: [{ transaction_id: kept, amount: 15 }],
      remove: [taken],
      post: [{ transaction_id: pending?.transaction_id, amount: -1_010 }],
    });
    await syncOnce(item);
    expect(await tieOut()).toMatchObject({ status: 'ties_out', difference: { minor: 0 } });
  });

  it('says by how much, since when and which row explains it', async () => {
    await book(5, { name: 'Newspaper' });
    await syncOnce(item);
    const withdrawn = await book(25, { name: 'Hotel deposit' });
    await syncOnce(item);
    // The bank withdraws the row and leaves its balance where it was.
    await editTruth(item.plaidItemId, { remove: [withdrawn] });
    await moveBalance(0);
    await syncOnce(item);
    expect(await tieOut()).toMatchObject({
      status: 'off',
      difference: { minor: -2_500, currency: 'USD' },
      partedOn: new Date().toISOString().slice(0, 10),
      suspects: [{ kind: 'withdrawn', exact: true, merchant: 'Hotel deposit' }],
    });
    const { items } = await listAccounts(owner);
    expect(items.find((each) => each.id === account.id)?.tieOut).toMatchObject({
      status: 'off',
      difference: { minor: -2_500 },
    });
  });

  it('names a row that came twice', async () => {
    await book(9.99, { name: 'Music' });
    await syncOnce(item);
    await book(9.99, { name: 'Music' });
    await moveBalance(0);
    await syncOnce(item);
    const { status, suspects } = await tieOut();
    expect(status).toBe('off');
    expect(suspects[0]).toMatchObject({ kind: 'duplicate', exact: true, merchant: 'Music' });
  });

  it('lets the person start over from the bank’s balance', async () => {
    await book(5);
    await syncOnce(item);
    await moveBalance(40);
    await syncOnce(item);
    expect(await tieOut()).toMatchObject({ status: 'off', difference: { minor: 4_000 } });
    expect(await acceptBalance(owner, account.id)).toMatchObject({
      status: 'ties_out',
      suspects: [],
    });
    await book(3);
    await syncOnce(item);
    expect(await tieOut()).toMatchObject({ status: 'ties_out' });
  });

  it('has no basis where a balance never moves', async () => {
    await book(7);
    await moveBalance(0);
    await syncOnce(item);
    expect(await tieOut()).toMatchObject({ status: 'no_basis', reason: 'static', bank: null });
  });

  it('is done again on its own, and shows nothing to others', async () => {
    await checkTieOut(owner.householdId, item.itemId);
    expect(await tieOut()).toMatchObject({ status: 'ties_out' });
    const stranger = await createHousehold();
    await expect(getTieOut(stranger, account.id)).rejects.toThrow('no such account');
    await expect(acceptBalance(stranger, account.id)).rejects.toThrow('no such account');
  });
});
