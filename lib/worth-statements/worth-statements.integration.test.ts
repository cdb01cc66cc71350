import { beforeEach, expect, it } from 'vitest';
import { createAccount } from '#lib/accounts/mutations';
import { addDays } from '#lib/dates/civil-date';
import { createEntry } from '#lib/entries/mutations';
import { getNetWorth } from '#lib/net-worth/queries';
import { setPrivacy } from '#lib/privacy/set-privacy';
import {
  createHousehold,
  createLinkedHousehold,
  joinHousehold,
  type TestHousehold,
} from '#lib/testing/household';
import { createTransfer } from '#lib/transfers/mutations';
import { getWorthStatement } from './get-worth-statement.ts';

const today = new Date().toISOString().slice(0, 10);
const ago = (days: number) => addDays(today, -days);

let ana: TestHousehold;

beforeEach(async () => {
  ana = await createHousehold();
});

async function open(who: TestHousehold, name: string, openingMinor: number): Promise<string> {
  const input = { name, kind: 'checking', currency: 'USD', openingMinor } as const;
  const { id } = await createAccount(who, input);
  await createEntry(who, { accountId: id, date: ago(40), amountMinor: 0, name: 'Opened' });
  return id;
}

const state = (who: TestHousehold, on = today, whose: 'all' | 'own' = 'all') =>
  getWorthStatement(who, { on, today, whose });

it('says of a day what net worth says of it, account by account, with what it rests on', async () => {
  const { owner } = await createLinkedHousehold({ username: 'user_transactions_dynamic' });
  for (const on of [today, ago(30)]) {
    const worth = await getNetWorth(owner, { from: on, to: on, today });
    const { currencies, hasOthers } = await state(owner, on);
    expect(currencies.length).toBeGreaterThan(0);
    expect(hasOthers).toBe(false);
    for (const [index, each] of currencies.entries()) {
      const { net, accounts } = worth.currencies[index] ?? { net: [], accounts: [] };
      expect(each.netMinor).toBe(net[0]);
      expect(each.netMinor).toBe(each.assetsMinor - each.debtsMinor);
      expect(each.accounts.map(({ worthMinor }) => worthMinor)).toEqual(
        accounts.map(({ endMinor }) => endMinor),
      );
      const basis = on === today ? 'read' : 'counted';
      expect(new Set(each.accounts.map((account) => account.basis))).toEqual(new Set([basis]));
    }
    expect(currencies[0]?.accounts.some(({ tieOut }) => tieOut !== null)).toBe(true);
  }
});

it('can be of one’s own accounts alone', async () => {
  await open(ana, 'Checking', 100_000);
  const ben = await joinHousehold(ana);
  await open(ben, 'Savings', 5_000);
  expect((await state(ben)).currencies[0]?.netMinor).toBe(105_000);
  const own = await state(ben, today, 'own');
  expect(own.currencies[0]).toMatchObject({ netMinor: 5_000, accounts: [{ name: 'Savings' }] });
  expect(own.hasOthers).toBe(true);
});

it('counts what is on its way between one’s own accounts, and not what went to another’s', async () => {
  const [mine, alsoMine] = [await open(ana, 'Checking', 100_000), await open(ana, 'Cash', 0)];
  const ben = await joinHousehold(ana);
  const bens = await open(ben, 'Savings', 5_000);
  const send = async (towardsId: string, amountMinor: number) => {
    const entry = { accountId: mine, date: ago(1), amountMinor, name: 'Own transfer' };
    const { id } = await createEntry(ana, entry);
    await createTransfer(ana, { transactionId: id, towardsId });
  };
  await send(bens, -700);
  await send(alsoMine, -20_000);
  expect((await state(ana)).currencies[0]).toMatchObject({
    onItsWayMinor: 20_700,
    netMinor: 105_000,
  });
  expect((await state(ana, today, 'own')).currencies[0]).toMatchObject({
    onItsWayMinor: 20_000,
    netMinor: 99_300,
  });
});

it('is nobody else’s: not what is kept from one, not another household’s', async () => {
  const accountId = await open(ana, 'Checking', 100_000);
  const ben = await joinHousehold(ana);
  await setPrivacy(ana, { accountId, memberId: ben.memberId, sight: 'hidden' });
  expect((await state(ben)).currencies).toEqual([]);
  expect((await state(await createHousehold())).currencies).toEqual([]);
});
