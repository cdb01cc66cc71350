import { describe, expect, it } from 'vitest';
import { hasEnded, readCadence, reckonMonthly } from './monthly-pay.ts';

describe('reckonMonthly', () => {
  // The divisors are those of Fannie Mae's Selling Guide B3-3.1-03, "Base Pay"; each line reckoned by hand.
  it.each([
    // 2,450.00 × 26 ÷ 12 = 5,308.33…
    ['biweekly', [245_000], 530_833],
    // 612.50 × 52 ÷ 12 = 2,654.166…
    ['weekly', [61_250], 265_417],
    // 1,500.25 × 2
    ['semi_monthly', [150_025], 300_050],
    ['monthly', [412_345], 412_345],
    // 120,000.00 ÷ 12
    ['yearly', [12_000_000], 1_000_000],
    ['irregular', [100_000], null],
    ['monthly', [], null],
  ] as const)('%s %j is %s', (cadence, minors, monthly) => {
    expect(reckonMonthly(minors, cadence)).toBe(monthly);
  });

  it('takes the middle of the latest six, so that one bonus moves nothing', () => {
    const pays = [900, 100, 100, 100, 100, 100, 9_000];
    expect(reckonMonthly(pays, 'monthly')).toBe(100);
    // Of an even number the mean of the two in the middle: (100 + 201) ÷ 2 = 150.5, half to even.
    expect(reckonMonthly([100, 201], 'monthly')).toBe(150);
    expect(reckonMonthly([100, 203], 'monthly')).toBe(152);
  });
});

describe('readCadence', () => {
  it.each([
    ['BIWEEKLY', 'biweekly'],
    ['SEMI_MONTHLY', 'semi_monthly'],
    ['PAY_FREQUENCY_SEMIMONTHLY', 'semi_monthly'],
    ['ANNUALLY', 'yearly'],
    ['DAILY', 'irregular'],
    ['UNKNOWN', 'irregular'],
    [null, 'irregular'],
  ])('%s is %s', (frequency, cadence) => {
    expect(readCadence(frequency)).toBe(cadence);
  });
});

it('what missed two of its own intervals has ended', () => {
  expect(hasEnded('2026-03-01', '2026-05-01', 'monthly')).toBe(false);
  expect(hasEnded('2026-03-01', '2026-05-02', 'monthly')).toBe(true);
  expect(hasEnded('2026-03-01', '2026-03-16', 'weekly')).toBe(true);
  expect(hasEnded('2020-01-01', '2026-03-16', 'irregular')).toBe(false);
});
