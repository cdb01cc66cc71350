import { expect, it } from 'vitest';
import { planRate, toMillionths } from './plan-rate.ts';

const apr = (kind: string, rate: string, balanceMinor: number | null = null) => ({
  kind,
  rate,
  balanceMinor,
});

it('weighs rates by what bears them', () => {
  expect(planRate([apr('purchase_apr', '20', 30_000), apr('special', '0', 10_000)])).toBe('15');
  expect(planRate([apr('purchase_apr', '19.99', 1), apr('cash_apr', '29.99', 0)])).toBe('19.99');
});

it('takes the rate of purchases where nothing is said of balances, else the highest, else none', () => {
  expect(planRate([apr('cash_apr', '29.99'), apr('purchase_apr', '19.99')])).toBe('19.99');
  expect(planRate([apr('special', '3'), apr('cash_apr', '29.99')])).toBe('29.99');
  expect(planRate([])).toBeNull();
});

it('reads a decimal exactly', () => {
  expect([toMillionths('15.24'), toMillionths('0'), toMillionths('3.1234567')]).toEqual([
    15_240_000n,
    0n,
    3_123_456n,
  ]);
});
