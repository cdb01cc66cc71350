import { beforeEach, expect, it } from 'vitest';
import { createAccount } from '#lib/accounts/mutations';
import { listAccounts } from '#lib/accounts/queries';
import { updateAccount } from '#lib/accounts/update-account';
import { addDays } from '#lib/dates/civil-date';
import { createEntry } from '#lib/entries/mutations';
import { setPrivacy } from '#lib/privacy/set-privacy';
import { createHousehold, joinHousehold, type TestHousehold } from '#lib/testing/household';
import { createTransfer } from '#lib/transfers/mutations';
import { getNetWorth } from './queries.ts';

const today = new Date().toISOString().slice(0, 10);
const ago = (days: number) => addDays(today, -days);

let owner: TestHousehold;
let checking: string;
let savings: string;

beforeEach(async () => {
  owner = await createHousehold();
  const open = async (name: string, openingMinor: number) => {
    const input = { name, kind: 'checking', currency: 'USD', openingMinor } as const;
    const { id } = await createAccount(owner, input);
    // Known from before all that follows.
    await createEntry(owner, { accountId: id, date: ago(40), amountMinor: 0, name: 'Opened' });
    return id;
  };
  [checking, savings] = [await open('Checking', 100_000), await open('Savings', 5_000)];
});

const enter = (accountId: string, days: number, amountMinor: number) =>
  createEntry(owner, { accountId, date: ago(days), amountMinor, name: 'Own transfer' });
const read = async (who = owner) =>
  (await getNetWorth(who, { from: ago(20), to: today, today })).currencies[0];

it('does not let net worth dip while money is on its way, nor rise where it arrives first', async () => {
  const [out, into] = [await enter(checking, 9, -50_000), await enter(savings, 6, 50_000)];
  await createTransfer(owner, { transactionId: out.id, otherId: into.id });
  const [late, early] = [await enter(checking, 2, -700), await enter(savings, 4, 700)];
  await createTransfer(owner, { transactionId: late.id, otherId: early.id });
  const worth = await read();
  expect(new Set(worth?.net)).toEqual(new Set([105_000]));
  expect(worth?.bigMoves).toEqual([]);
  expect(worth?.onItsWay).toEqual({ startMinor: 0, endMinor: 0 });
});

it('counts what is still on its way today in the list and in the course alike, for ten days', async () => {
  const out = await enter(checking, 2, -20_000);
  await createTransfer(owner, { transactionId: out.id, towardsId: savings });
  const worth = await read();
  expect(new Set(worth?.net)).toEqual(new Set([105_000]));
  expect((await listAccounts(owner)).netWorth).toEqual([
    {
      currency: 'USD',
      assetsMinor: 85_000,
      debtsMinor: 0,
      transitMinor: 20_000,
      netMinor: 105_000,
    },
  ]);
  const lost = await enter(checking, 15, -1_000);
  await createTransfer(owner, { transactionId: lost.id, towardsId: savings });
  const later = (await read())?.net ?? [];
  expect([later[5], later[14], later.at(-1)]).toEqual([105_000, 105_000, 104_000]);
  expect(later[15]).toBe(104_000);
});

it('is nothing to whoever sees one end alone, and nothing where an end does not count', async () => {
  const out = await enter(checking, 2, -20_000);
  await createTransfer(owner, { transactionId: out.id, towardsId: savings });
  const guest = await joinHousehold(owner);
  expect((await listAccounts(guest)).netWorth[0]?.transitMinor).toBe(20_000);
  await setPrivacy(owner, { accountId: savings, memberId: guest.memberId, sight: 'balance' });
  expect((await listAccounts(guest)).netWorth[0]?.transitMinor).toBe(0);
  await updateAccount(owner, savings, { excluded: true });
  expect((await listAccounts(owner)).netWorth[0]).toMatchObject({
    transitMinor: 0,
    netMinor: 80_000,
  });
});
