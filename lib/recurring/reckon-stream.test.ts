import { describe, expect, it } from 'vitest';
import { addDays } from '#lib/dates/civil-date';
import { type Payment, reckonStream, type StreamFacts } from './reckon-stream.ts';

const months = ['04', '05', '06', '07', '08', '09', '10', '11'];

/** Payments on the 12th of each month up to November 2026, in minor units. */
function monthly(...amounts: number[]): StreamFacts {
  const dates = months.slice(-amounts.length).map((month) => `2026-${month}-12`);
  const payments: Payment[] = amounts.map((amountMinor, index) => ({
    amountMinor,
    date: dates[index] ?? '',
  }));
  return {
    cadence: 'monthly',
    payments,
    amountMinor: null,
    endsOn: null,
    plaidNextOn: null,
    plaidEnded: false,
  };
}

const reckon = (facts: StreamFacts, today: string, knownUntil = today) =>
  reckonStream(facts, today, knownUntil);

describe('the price', () => {
  it('is the last one where it is always the same', () => {
    expect(reckon(monthly(-999, -999, -999), '2026-11-20')).toMatchObject({
      amountMinor: -999,
      lowMinor: -999,
      highMinor: -999,
      priceChange: null,
    });
  });

  it('is new from the first payment of it, and told', () => {
    expect(reckon(monthly(-999, -999, -999, -1_199, -1_199), '2026-11-20')).toMatchObject({
      amountMinor: -1_199,
      priceChange: { fromMinor: -999, toMinor: -1_199, since: '2026-10-12' },
    });
  });

  it('is told once, and no news a year later', () => {
    const facts = monthly(-999, -999, -999, -1_199);
    const payments = facts.payments.map((each) => ({ ...each, date: addDays(each.date, -400) }));
    expect(reckon({ ...facts, payments }, '2026-11-20').priceChange).toBeNull();
  });

  it('lies between the last ones where it varies, and no change of them is news', () => {
    expect(reckon(monthly(-9_000, -4_000, -7_000, -5_000, -6_000), '2026-11-20')).toMatchObject({
      amountMinor: -6_000,
      lowMinor: -4_000,
      highMinor: -9_000,
      priceChange: null,
    });
  });

  it('is what a person says', () => {
    const facts = { ...monthly(-9_000, -4_000, -7_000), amountMinor: -8_000 };
    expect(reckon(facts, '2026-11-20')).toMatchObject({ amountMinor: -8_000, lowMinor: -8_000 });
  });
});

describe('the next one', () => {
  const facts = monthly(-999, -999, -999);

  it.each([
    ['is expected on its day', '2026-11-20', '2026-12-12', null, false],
    ['may be some days late', '2026-12-18', '2026-12-12', null, false],
    ['was missed after that', '2026-12-19', '2027-01-12', '2026-12-12', false],
    ['has ended once several were', '2027-02-19', null, null, true],
  ])('%s', (_what, today, nextOn, missedOn, hasEnded) => {
    expect(reckon(facts, today)).toMatchObject({ nextOn, missedOn, hasEnded });
  });

  it('is neither missed nor late for ever where nobody knows', () => {
    expect(reckon(facts, '2027-02-19', '2026-11-13')).toMatchObject({
      nextOn: '2027-03-12',
      missedOn: null,
      hasEnded: false,
    });
  });

  it('is none after its end', () => {
    const ends = { ...facts, endsOn: '2026-12-11' };
    expect(reckon(ends, '2026-11-20')).toMatchObject({ nextOn: null, hasEnded: true });
    expect(reckon({ ...facts, endsOn: '2026-12-12' }, '2026-11-20').nextOn).toBe('2026-12-12');
  });

  it('is what Plaid predicts where it is irregular, and no other', () => {
    const irregular = { ...facts, cadence: 'irregular' as const };
    expect(reckon(irregular, '2026-11-20')).toMatchObject({ nextOn: null, hasEnded: false });
    const predicted = { ...irregular, plaidNextOn: '2026-12-01' };
    expect(reckon(predicted, '2026-11-20').nextOn).toBe('2026-12-01');
    expect(reckon({ ...facts, plaidNextOn: '2026-12-01' }, '2026-11-20').nextOn).toBe('2026-12-12');
  });

  it('is none where Plaid says that it has ended', () => {
    expect(reckon({ ...facts, plaidEnded: true }, '2026-11-20').hasEnded).toBe(true);
  });
});
