import { beforeEach, describe, expect, it } from 'vitest';
import { createAccount } from '#lib/accounts/mutations';
import { listAccounts } from '#lib/accounts/queries';
import { addDays, civilDateIn } from '#lib/dates/civil-date';
import { db } from '#lib/db/client';
import { createHousehold, joinHousehold, type TestHousehold } from '#lib/testing/household';
import { takeBack } from '#lib/undo-steps/take-back';
import { changeRates } from './change-rates.ts';
import type { RateInput } from './contract.ts';
import { importRates } from './import-rates.ts';
import { getCurrencies, listRates } from './queries.ts';
import { setBase } from './set-base.ts';

const today = civilDateIn('UTC', new Date());
let owner: TestHousehold;

beforeEach(async () => {
  owner = await createHousehold();
});

const keep = (currency: string, openingMinor: number) =>
  createAccount(owner, { name: currency, kind: 'cash', currency, openingMinor });
const enter = (rate: string, date = today, from = 'EUR', to = 'USD') =>
  changeRates(owner, { set: [{ date, from, to, rate }], remove: [] });
const said = async (viewer = owner) => (await listRates(viewer, {})).items;
const send = (text: string, preview: 'true' | 'false') =>
  importRates(
    owner,
    { preview },
    new Request('http://localhost', {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: text,
    }),
  );

describe('a rate entered by hand', () => {
  it('takes the place of that day’s, and is taken back unless somebody said something else since', async () => {
    const first = await enter('1.10');
    const second = await enter('1.2');
    expect(await said()).toEqual([{ date: today, from: 'EUR', to: 'USD', rate: '1.2' }]);
    await takeBack(owner, second.undoStepId ?? '');
    expect(await said()).toMatchObject([{ rate: '1.1' }]);
    await enter('1.3');
    await takeBack(owner, first.undoStepId ?? '');
    expect(await said()).toMatchObject([{ rate: '1.3' }]);
    expect(await enter('1.30')).toEqual({ undoStepId: null });
  });

  it('moves to another day as one change', async () => {
    await enter('1.1');
    const before = addDays(today, -3);
    const key = { date: today, from: 'EUR', to: 'USD' };
    const input: RateInput = { ...key, date: before, rate: '1.1' };
    const { undoStepId } = await changeRates(owner, { set: [input], remove: [key] });
    expect(await said()).toEqual([input]);
    await takeBack(owner, undoStepId ?? '');
    expect(await said()).toMatchObject([{ date: today }]);
  });

  it('of a day to come is refused', async () => {
    await expect(enter('1.1', addDays(today, 3))).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('is one household’s', async () => {
    await enter('1.1');
    expect(await said(await createHousehold())).toEqual([]);
  });

  it('is listed page by page, none twice', async () => {
    const set = Array.from({ length: 60 }, (_, day) => ({
      date: addDays(today, -Math.floor(day / 2)),
      from: 'EUR',
      to: day % 2 === 0 ? 'USD' : 'GBP',
      rate: '1.1',
    }));
    await changeRates(owner, { set, remove: [] });
    const first = await listRates(owner, {});
    const second = await listRates(owner, { cursor: first.nextCursor ?? undefined });
    const names = [...first.items, ...second.items].map(({ date, to }) => `${date} ${to}`);
    expect(new Set(names).size).toBe(60);
    expect(second.nextCursor).toBeNull();
  });
});

describe('a file', () => {
  const file = `date,from,to,rate\n${addDays(today, -1)},EUR,USD,1.1\n${today},EUR,USD,1.2\n`;

  it('brings what is not here yet, which a preview has said, and is taken back', async () => {
    await enter('1.5');
    expect(await send(file, 'true')).toMatchObject({ added: 1, kept: 1, undoStepId: null });
    expect(await said()).toHaveLength(1);
    const { undoStepId, ...brought } = await send(file, 'false');
    expect(brought).toMatchObject({ added: 1, kept: 1, from: addDays(today, -1), to: today });
    expect((await said()).map(({ rate }) => rate)).toEqual(['1.5', '1.1']);
    expect(await send(file, 'false')).toMatchObject({ added: 0, kept: 2, undoStepId: null });
    await takeBack(owner, undoStepId ?? '');
    expect((await said()).map(({ rate }) => rate)).toEqual(['1.5']);
  });

  it('leaves, when it is taken back, what was changed by hand since', async () => {
    const { undoStepId } = await send(file, 'false');
    await enter('1.9');
    await takeBack(owner, undoStepId ?? '');
    expect((await said()).map(({ rate }) => rate)).toEqual(['1.9']);
  });

  it('that is no table of rates is refused', async () => {
    const problem = expect.stringContaining('Nothing was imported');
    await expect(send('hello', 'true')).rejects.toMatchObject({ message: problem });
  });
});

describe('the total of several currencies', () => {
  it('is unknown without a rate, and says which', async () => {
    await keep('USD', 10_000);
    await keep('EUR', 5_000);
    const { total, netWorth } = await listAccounts(owner);
    expect(netWorth.map(({ netMinor }) => netMinor).sort()).toEqual([10_000, 5_000]);
    expect(total).toMatchObject({
      currency: 'USD',
      netMinor: null,
      missing: [{ from: 'EUR', to: 'USD', lastDate: null }],
    });
  });

  it('follows a rate, its inverse, or two of one day through a third currency', async () => {
    await keep('USD', 10_000);
    await keep('EUR', 5_000);
    await enter('2', addDays(today, -10), 'USD', 'EUR');
    expect((await listAccounts(owner)).total?.netMinor).toBe(12_500);
    await changeRates(owner, {
      set: [
        { date: addDays(today, -2), from: 'GBP', to: 'EUR', rate: '2' },
        { date: addDays(today, -2), from: 'GBP', to: 'USD', rate: '8' },
      ],
      remove: [],
    });
    expect((await listAccounts(owner)).total).toMatchObject({ netMinor: 30_000, missing: [] });
    await enter('1.5', addDays(today, -2));
    expect((await listAccounts(owner)).total?.netMinor).toBe(17_500);
  });

  it('takes no rate that is too old, and says of when it is', async () => {
    await keep('USD', 10_000);
    await keep('EUR', 5_000);
    const date = addDays(today, -36);
    await enter('2', date);
    expect((await listAccounts(owner)).total).toMatchObject({
      netMinor: null,
      missing: [{ from: 'EUR', to: 'USD', lastDate: date }],
    });
  });

  it('is in the currency that an owner chose, which is taken back', async () => {
    await keep('USD', 10_000);
    expect((await listAccounts(owner)).total).toBeNull();
    await enter('2');
    const { undoStepId } = await setBase(owner, { currency: 'EUR' });
    const { total } = await listAccounts(owner);
    expect(total).toMatchObject({ currency: 'EUR', netMinor: 5_000 });
    await takeBack(owner, undoStepId ?? '');
    expect((await listAccounts(owner)).total).toBeNull();
  });

  it('tells a member of no currency whose accounts are kept from them', async () => {
    await keep('USD', 10_000);
    const { id: accountId } = await keep('CHF', 5_000);
    const guest = await joinHousehold(owner);
    expect((await getCurrencies(guest, today)).others).toMatchObject([{ currency: 'CHF' }]);
    const { householdId, memberId } = guest;
    await db().accountSight.create({
      data: { householdId, memberId, accountId, sight: 'hidden' },
    });
    expect(await getCurrencies(guest, today)).toEqual({
      base: { currency: 'USD', isChosen: false },
      others: [],
    });
    expect((await listAccounts(guest)).total).toBeNull();
  });
});
