import { beforeEach, describe, expect, it } from 'vitest';
import { listAudit } from '#lib/audit/queries';
import { db } from '#lib/db/client';
import { createEntry, deleteEntry, restoreEntry, updateEntry } from '#lib/entries/mutations';
import { requireEnv } from '#lib/env';
import { checkIntegrity } from '#lib/integrity/check-integrity';
import { leaveHousehold } from '#lib/members/leave-household';
import { getPrivacy } from '#lib/privacy/queries';
import { setPrivacy } from '#lib/privacy/set-privacy';
import {
  createHousehold,
  joinHousehold,
  linkItem,
  type TestHousehold,
} from '#lib/testing/household';
import { updateTransaction } from '#lib/transactions/mutations';
import { getTransaction, listTransactions } from '#lib/transactions/queries';
import { takeBack } from '#lib/undo-steps/take-back';
import type { AccountKind } from './account-kinds.ts';
import { createAccount, deleteAccount } from './mutations.ts';
import { getAccount, listAccounts } from './queries.ts';
import { updateAccount } from './update-account.ts';

const notFound = { code: 'not_found' };
const nothing = { minor: 0, currency: 'EUR' };

let ana: TestHousehold;
let ben: TestHousehold;

beforeEach(async () => {
  ana = await createHousehold();
  ben = await joinHousehold(ana);
});

const open = (kind: AccountKind = 'cash', openingMinor = 0, who = ana) =>
  createAccount(who, { name: 'Wallet', kind, currency: 'EUR', openingMinor });

const enter = (accountId: string, amountMinor: number, date = '2026-02-28') =>
  createEntry(ana, { accountId, date, amountMinor, name: 'Market' });

describe('an account kept by hand', () => {
  it('holds what was in it first and its transactions, through every change of them', async () => {
    const { id, current } = await open('cash', 10_000);
    expect(current).toEqual({ minor: 10_000, currency: 'EUR' });
    const balance = async () => (await getAccount(ana, id)).current?.minor;
    const entry = await enter(id, -1_250);
    expect(await balance()).toBe(8_750);
    await updateEntry(ana, entry.id, { amountMinor: -1_300, date: '2026-02-27' });
    expect(await balance()).toBe(8_700);
    await deleteEntry(ana, entry.id);
    expect(await balance()).toBe(10_000);
    expect((await listTransactions(ana, { accountId: id, limit: 50 })).items).toEqual([]);
    await restoreEntry(ana, entry.id);
    expect(await balance()).toBe(8_700);
    expect(await getTransaction(ana, entry.id)).toMatchObject({ date: '2026-02-27', byHand: true });
    await updateAccount(ana, id, { openingMinor: 0 });
    expect(await balance()).toBe(-1_300);
    const results = await checkIntegrity(requireEnv('DATABASE_URL'));
    expect(results.filter(({ violations }) => violations.length > 0)).toEqual([]);
  });

  it('takes an edit back, but not what another member changed since', async () => {
    const { id } = await open();
    const entry = await enter(id, -1_000);
    const input = { amountMinor: -1_200, name: 'Mercado' };
    const { undoStepId } = await updateEntry(ana, entry.id, input);
    await updateEntry(ben, entry.id, { amountMinor: -1_500 });
    await takeBack(ana, undoStepId);
    expect(await getTransaction(ana, entry.id)).toMatchObject({
      amount: { minor: -1_500 },
      merchant: 'Market',
    });
    expect((await getAccount(ana, id)).current?.minor).toBe(-1_500);
    const again = await updateEntry(ana, entry.id, { date: '2026-03-01' });
    await takeBack(ana, again.undoStepId);
    expect(await getTransaction(ana, entry.id)).toMatchObject({ date: '2026-02-28' });
  });

  it('owes what a card spends, and counts as owed', async () => {
    const { id } = await open('credit card', 5_000);
    await enter(id, -2_500);
    expect(await getAccount(ana, id)).toMatchObject({ current: { minor: 7_500 }, group: 'cards' });
    const { netWorth } = await listAccounts(ana);
    expect(netWorth).toEqual([
      { currency: 'EUR', assetsMinor: 0, debtsMinor: 7_500, transitMinor: 0, netMinor: -7_500 },
    ]);
    await updateAccount(ana, id, { kind: 'savings' });
    expect(await getAccount(ana, id)).toMatchObject({ current: { minor: 2_500 }, group: 'cash' });
  });

  it('adds up when many enter at once', async () => {
    const { id } = await open();
    await Promise.all(Array.from({ length: 8 }, () => enter(id, 111)));
    expect((await getAccount(ana, id)).current?.minor).toBe(888);
  });

  it('is changed by more at once than there are connections', async () => {
    const account = await open();
    const names = Array.from({ length: 30 }, (_, index) => `Account ${index}`);
    await Promise.all(names.map((name) => updateAccount(ana, account.id, { name })));
    expect(names).toContain((await getAccount(ana, account.id)).name);
  });

  it('keeps what the person decided about a transaction through its changes', async () => {
    const { id } = await open();
    const entry = await enter(id, -100);
    await updateTransaction(ana, entry.id, { note: 'ours' });
    await deleteEntry(ana, entry.id);
    await expect(updateTransaction(ana, entry.id, { note: 'x' })).rejects.toMatchObject(notFound);
    await restoreEntry(ana, entry.id);
    expect((await getTransaction(ana, entry.id)).note).toBe('ours');
    await expect(restoreEntry(ana, entry.id)).rejects.toMatchObject(notFound);
  });

  it('refuses a sum that could not be exact', async () => {
    const { id } = await open('cash', 9_000_000_000_000);
    await db().account.updateMany({
      where: { id },
      data: { openingMinor: 9_007_199_254_740_991n },
    });
    await expect(enter(id, 1)).rejects.toMatchObject({ code: 'invalid_input' });
    expect((await listTransactions(ana, { accountId: id, limit: 50 })).items).toEqual([]);
  });
});

describe('whose it is', () => {
  it('is decided by who keeps it', async () => {
    const { id } = await open();
    expect(await getAccount(ben, id)).toMatchObject({
      linkedBy: expect.any(String),
      mine: false,
    });
    await expect(updateAccount(ben, id, { name: 'x' })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(deleteAccount(ben, id)).rejects.toMatchObject({ code: 'forbidden' });
    expect((await getPrivacy(ana)).accounts).toMatchObject([{ id, institution: 'Kept by hand' }]);
    expect((await getPrivacy(ben)).accounts).toEqual([]);

    await setPrivacy(ana, { accountId: id, memberId: ben.memberId, sight: 'balance' });
    expect((await getPrivacy(ana)).accounts[0]?.sights[ben.memberId]).toBe('balance');
    const entry = await enter(id, -100);
    await expect(getTransaction(ben, entry.id)).rejects.toMatchObject(notFound);
    await expect(deleteEntry(ben, entry.id)).rejects.toMatchObject(notFound);
    const asBen = { accountId: id, date: '2026-02-28', amountMinor: 1, name: 'x' };
    await expect(createEntry(ben, asBen)).rejects.toMatchObject(notFound);
    expect((await getAccount(ben, id)).current?.minor).toBe(-100);
  });

  it('begins with what its member shows of new accounts', async () => {
    await setPrivacy(ana, { newAccountsShow: 'hidden' });
    const { id } = await open();
    await expect(getAccount(ben, id)).rejects.toMatchObject(notFound);
  });

  it('stays with those who saw all of it when its member leaves, and else goes', async () => {
    const shown = await open('cash', 0, ben);
    const kept = await open('savings', 0, ben);
    await setPrivacy(ben, { accountId: kept.id, memberId: ana.memberId, sight: 'balance' });
    await leaveHousehold(ben, { history: 'keep' });
    expect(await getAccount(ana, shown.id)).toMatchObject({
      linkedBy: null,
      mine: true,
    });
    await expect(getAccount(ana, kept.id)).rejects.toMatchObject(notFound);
    await deleteAccount(ana, shown.id);
    expect((await listAccounts(ana)).items).toEqual([]);
    const { items } = await listAudit({ ...ana, operator: false }, { topic: 'data', limit: 1 });
    expect(items).toMatchObject([{ kind: 'account_deleted' }]);
  });

  it('is no other household’s, and no bank’s account is taken for one', async () => {
    const { id } = await open();
    const stranger = await createHousehold();
    await expect(updateAccount(stranger, id, { name: 'x' })).rejects.toMatchObject(notFound);
    await linkItem(ana);
    const accountId = (
      await db().account.create({
        data: {
          householdId: ana.householdId,
          id: crypto.randomUUID(),
          itemId: (
            await db().item.findFirstOrThrow({ where: { householdId: ana.householdId } })
          ).id,
          name: 'Bank',
          type: 'depository',
          currency: 'EUR',
        },
      })
    ).id;
    await expect(enter(accountId, 1)).rejects.toMatchObject(notFound);
    await expect(deleteAccount(ana, accountId)).rejects.toMatchObject(notFound);
    expect((await getAccount(ana, id)).byHand).toEqual({ kind: 'cash', opening: nothing });
  });
});
