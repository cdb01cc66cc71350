import { beforeEach, expect, it } from 'vitest';
import { listAudit } from '#lib/audit/queries';
import { getBalanceHistory, listSparklines } from '#lib/balances/queries';
import { addDays } from '#lib/dates/civil-date';
import { db } from '#lib/db/client';
import { createEntry } from '#lib/entries/mutations';
import { requireEnv } from '#lib/env';
import { checkIntegrity } from '#lib/integrity/check-integrity';
import { getNetWorth } from '#lib/net-worth/queries';
import { setPrivacy } from '#lib/privacy/set-privacy';
import {
  createLinkedHousehold,
  joinHousehold,
  type LinkedItem,
  syncOnce,
  type TestHousehold,
} from '#lib/testing/household';
import { setValuation } from '#lib/valuations/mutations';
import { listValuations } from '#lib/valuations/queries';
import type { AccountDto } from './contract.ts';
import { createAccount } from './mutations.ts';
import { getAccount, listAccounts } from './queries.ts';
import { refreshBalance } from './refresh-balance.ts';
import { updateAccount } from './update-account.ts';

const today = new Date().toISOString().slice(0, 10);
const period = { from: addDays(today, -29), to: today, today };

let ana: TestHousehold;
let item: LinkedItem;
let checking: AccountDto;

beforeEach(async () => {
  ({ owner: ana, item } = await createLinkedHousehold());
  const { items } = await listAccounts(ana);
  const found = items.find(({ subtype }) => subtype === 'checking');
  if (!found) throw new Error('The bank has no checking account.');
  checking = found;
});

const netToday = async () =>
  (await getNetWorth(ana, period)).currencies.map(({ net, currency }) => [currency, net.at(-1)]);
const listed = async () =>
  (await listAccounts(ana)).netWorth.map(({ netMinor, currency }) => [currency, netMinor]);

it('is called what its person calls it, through syncs, until the name is given back', async () => {
  const renamed = await updateAccount(ana, checking.id, { name: 'Household' });
  expect(renamed).toMatchObject({ name: 'Household', bankName: checking.name });
  await syncOnce(item);
  expect((await getAccount(ana, checking.id)).name).toBe('Household');
  expect(await updateAccount(ana, checking.id, { name: null })).toMatchObject({
    name: checking.name,
    bankName: null,
  });
  await expect(updateAccount(ana, checking.id, { openingMinor: 1 })).rejects.toMatchObject({
    code: 'invalid_input',
  });
});

it('counts or not as its person decides, in the list and on today’s day alike', async () => {
  const before = await listed();
  expect(await netToday()).toEqual(before);
  await updateAccount(ana, checking.id, { excluded: true });
  expect(await listed()).not.toEqual(before);
  expect(await netToday()).toEqual(await listed());
  await updateAccount(ana, checking.id, { excluded: false, hidden: true });
  const { items, hidden } = await listAccounts(ana);
  expect([items.map(({ id }) => id), hidden.map(({ id }) => id)]).toEqual([
    expect.not.arrayContaining([checking.id]),
    [checking.id],
  ]);
  expect(await netToday()).toEqual(await listed());
  await updateAccount(ana, checking.id, { hidden: false, closedOn: addDays(today, -3) });
  expect((await getAccount(ana, checking.id)).standing).toBe('closed');
  expect(await netToday()).toEqual(await listed());
  const { minor } = await getBalanceHistory(ana, checking.id, period);
  expect(minor.slice(-5).map((each) => each === null)).toEqual([false, true, true, true, true]);
  await updateAccount(ana, checking.id, { closedOn: null });
  expect(await listed()).toEqual(before);
  const { items: entries } = await listAudit(
    { ...ana, operator: false },
    { topic: 'data', limit: 10 },
  );
  const told = entries.flatMap((each) => (each.kind === 'account_set' ? each.details.as : []));
  expect(told.sort()).toEqual(['closed', 'counted', 'hidden', 'left_out', 'reopened', 'shown']);
});

it('is its linker’s to decide about', async () => {
  const ben = await joinHousehold(ana);
  expect((await getAccount(ben, checking.id)).mine).toBe(false);
  await expect(updateAccount(ben, checking.id, { hidden: true })).rejects.toMatchObject({
    code: 'forbidden',
  });
  await expect(
    updateAccount(ana, checking.id, { closedOn: addDays(today, 9) }),
  ).rejects.toMatchObject({ code: 'invalid_input' });
});

it('shows whoever sees its balance alone no day that was counted from rows', async () => {
  const ben = await joinHousehold(ana);
  await setPrivacy(ana, { accountId: checking.id, memberId: ben.memberId, sight: 'balance' });
  const { minor } = await getBalanceHistory(ben, checking.id, period);
  expect(minor.slice(0, -1).every((each) => each === null)).toBe(true);
  expect(minor.at(-1)).toBe(checking.current?.minor);
  const full = await getBalanceHistory(ana, checking.id, period);
  expect(full.minor.filter((each) => each !== null).length).toBeGreaterThan(20);
  expect((await listSparklines(ben, today, 3))[checking.id]?.slice(0, 2)).toEqual([null, null]);
  await setPrivacy(ana, { accountId: checking.id, memberId: ben.memberId, sight: 'hidden' });
  await expect(getBalanceHistory(ben, checking.id, period)).rejects.toMatchObject({
    code: 'not_found',
  });
});

it('asks the bank for a balance of now, and not again at once', async () => {
  await db().account.updateMany({ where: { id: checking.id }, data: { currentMinor: 1 } });
  const { account, againInSeconds } = await refreshBalance(ana, checking.id);
  expect(account.current).toEqual(checking.current);
  expect(againInSeconds).toBeGreaterThan(30);
  await expect(refreshBalance(ana, checking.id)).rejects.toMatchObject({
    code: 'rate_limited',
    message: expect.stringMatching(/refresh again in \d+ s/),
  });
  const results = await checkIntegrity(requireEnv('DATABASE_URL'));
  expect(results.filter(({ violations }) => violations.length > 0)).toEqual([]);
});

it('values what is kept by hand, each value until the next', async () => {
  const home = { name: 'Home', kind: 'home', currency: 'USD', openingMinor: 30_000_000 } as const;
  const { id } = await createAccount(ana, { ...home, valuedOn: addDays(today, -10) });
  await setValuation(ana, id, { date: addDays(today, -4), valueMinor: 31_000_000 });
  const { minor } = await getBalanceHistory(ana, id, { ...period, from: addDays(today, -11) });
  expect(minor).toEqual([null, ...Array(6).fill(30_000_000), ...Array(5).fill(31_000_000)]);
  expect((await getAccount(ana, id)).current?.minor).toBe(31_000_000);
  await setValuation(ana, id, { date: addDays(today, -4), valueMinor: null });
  expect((await getAccount(ana, id)).current?.minor).toBe(30_000_000);
  expect((await listValuations(ana, id)).items).toEqual([
    { date: addDays(today, -10), minor: 30_000_000 },
  ]);
  await expect(
    setValuation(ana, id, { date: addDays(today, 3), valueMinor: 1 }),
  ).rejects.toMatchObject({ code: 'invalid_input' });
  await expect(
    setValuation(ana, checking.id, { date: today, valueMinor: 1 }),
  ).rejects.toMatchObject({ code: 'not_found' });
});

it('goes on from a balance that was set by hand', async () => {
  const cash = { name: 'Wallet', kind: 'cash', currency: 'USD', openingMinor: 10_000 } as const;
  const { id } = await createAccount(ana, cash);
  const enter = (daysAgo: number, amountMinor: number) =>
    createEntry(ana, {
      accountId: id,
      date: addDays(today, -daysAgo),
      amountMinor,
      name: 'Market',
    });
  await enter(6, -1_000);
  await enter(2, -500);
  await setValuation(ana, id, { date: addDays(today, -4), valueMinor: 8_000 });
  const { minor } = await getBalanceHistory(ana, id, { ...period, from: addDays(today, -7) });
  expect(minor).toEqual([10_000, 9_000, 9_000, 8_000, 8_000, 7_500, 7_500, 7_500]);
  expect((await getAccount(ana, id)).current?.minor).toBe(7_500);
  const results = await checkIntegrity(requireEnv('DATABASE_URL'));
  expect(results.filter(({ violations }) => violations.length > 0)).toEqual([]);
});
