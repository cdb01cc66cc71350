import { describe, expect, it } from 'vitest';
import type { ProviderBankIncome, ProviderIncomeStream } from '#lib/plaid/bank-income';
import type { IncomeRow } from './read-own-rows.ts';
import { listPayments, sumBank } from './sum-bank.ts';

const stream = (
  payer: string,
  payments: [string, number, string?][],
  more: Partial<ProviderIncomeStream> = {},
): ProviderIncomeStream => ({
  plaidSourceId: payer,
  payer,
  category: 'SALARY',
  frequency: 'MONTHLY',
  account: { name: 'Checking', mask: '0000' },
  statedMinor: null,
  payments: payments.map(([on, minor, currency = 'USD']) => ({ on, minor, currency, name: payer })),
  ...more,
});

const content = (streams: ProviderIncomeStream[]): ProviderBankIncome => ({
  banks: [
    { name: 'Bank', from: '2026-01-15', to: '2026-04-14', readAt: '2026-04-14T00:00:00Z', streams },
  ],
  missing: [],
});

const row = (id: string, counted = true): IncomeRow => ({
  id,
  on: '2026-02-01',
  minor: 1,
  currency: 'USD',
  mask: null,
  counted,
});

/** What the streams come to, with what was found of their payments. */
function sum(
  streams: ProviderIncomeStream[],
  found: (IncomeRow | null)[] = [],
  reported: { minor: number; currency: string }[] = [],
) {
  const summed = sumBank(content(streams), found, reported);
  if (!summed) throw new Error('No bank was looked at.');
  return summed;
}

describe('sumBank', () => {
  it('has every month of the time, the partial ones too', () => {
    const { months } = sum([stream('A', [['2026-02-01', 100]])]);
    expect(months).toEqual([
      { month: '2026-01-01', sums: [] },
      { month: '2026-02-01', sums: [{ currency: 'USD', minor: 100 }] },
      { month: '2026-03-01', sums: [] },
      { month: '2026-04-01', sums: [] },
    ]);
  });

  it('adds up no two currencies, and no usual month of what has ended', () => {
    const mixed = stream('Mixed', [
      ['2026-04-01', 500],
      ['2026-04-02', 300, 'EUR'],
    ]);
    const over = stream('Over', [['2026-01-20', 7_000]]);
    const paid = stream('Paid', [['2026-04-01', 2_000]]);
    const { totals, monthly, streams } = sum([mixed, over, paid]);
    expect(totals).toEqual([
      { currency: 'USD', minor: 9_500 },
      { currency: 'EUR', minor: 300 },
    ]);
    expect(monthly).toEqual([{ currency: 'USD', minor: 2_000 }]);
    expect(streams.map(({ payer, ended }) => [payer, ended])).toEqual([
      ['Paid', false],
      ['Mixed', false],
      ['Over', true],
    ]);
  });

  it('says where Plaid’s own total is another one', () => {
    const payments: [string, number][] = [['2026-04-01', 2_000]];
    const right = stream('Right', payments, { statedMinor: 2_000 });
    const wrong = stream('Wrong', payments, { statedMinor: 2_100 });
    expect(sum([right, wrong]).streams.map(({ stated }) => stated)).toEqual([
      null,
      { currency: 'USD', minor: 2_100 },
    ]);
  });

  it('holds itself against reports, to the cent', () => {
    const salary = stream('Salary', [
      ['2026-02-01', 1_000],
      ['2026-03-01', 1_000],
      ['2026-04-01', 1_000],
    ]);
    // One is found and counted, one is found and is no income here, one is not here.
    const found = [row('a'), row('b', false), null];
    const { reported, strays } = sum([salary], found, [{ currency: 'USD', minor: 1_250 }]);
    expect(reported).toEqual([
      { currency: 'USD', totalMinor: 1_250, bothMinor: 1_000, hereMinor: 250, thereMinor: 2_000 },
    ]);
    expect(strays.map(({ on, transactionId }) => [on, transactionId])).toEqual([
      ['2026-04-01', null],
      ['2026-03-01', 'b'],
    ]);
  });

  it('takes what was found in the order in which it asked', () => {
    const streams = [stream('A', [['2026-02-01', 1]]), stream('B', [['2026-02-02', 2]])];
    const [first, second] = listPayments(content(streams));
    expect([first?.minor, second?.minor]).toEqual([1, 2]);
    const summed = sum(streams, [row('of A'), row('of B')]);
    const ids = summed.streams.map(({ payer, payments }) => [payer, payments[0]?.transactionId]);
    expect(Object.fromEntries(ids)).toEqual({ A: 'of A', B: 'of B' });
  });
});
