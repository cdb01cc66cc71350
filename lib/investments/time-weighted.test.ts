import { describe, expect, it } from 'vitest';
import { type DayFlow, timeWeighted } from './time-weighted.ts';

/** The values of some days, the others unknown. */
function valuesOf(known: Record<number, number>): (number | null)[] {
  const last = Math.max(...Object.keys(known).map(Number));
  return Array.from({ length: last + 1 }, (_, index) => known[index] ?? null);
}

const flow = (index: number, minor: number): DayFlow => ({ index, minor: BigInt(minor) });
const percent = (values: (number | null)[], flows: DayFlow[] = []) => {
  const result = timeWeighted(values, flows);
  return result && result.basisPoints / 100;
};

describe('worked examples', () => {
  it('CFA Program, Quantitative Methods, “Time-Weighted Rate of Return”: two shares, two dividends', () => {
    // A share is bought at $200, a second at $225 a year later, both are sold at $235 after two; each pays $5 a year.
    // The book: 15% and 6.67%, together 22.67%.
    const [bought, dividend, sold] = [22_500, 500, 47_000];
    const flows = [flow(1, bought - dividend), flow(2, -sold - 2 * dividend)];
    expect(percent([20_000, 45_000], flows.slice(0, 1))).toBe(15);
    expect(percent([45_000, 0], [flow(1, -48_000)])).toBe(6.67);
    expect(percent([20_000, 45_000, 0], flows)).toBe(22.67);
  });

  it('CFA exam practice (Bloomberg Exam Prep), Modified Dietz with four flows in October: 2.45%', () => {
    const values = valuesOf({ 0: 58_560, 31: 60_234 });
    const flows = [flow(5, -1_505), flow(9, 1_982), flow(15, 1_642), flow(24, -1_896)];
    expect(percent(values, flows)).toBe(2.45);
  });

  it('Wikipedia, “Modified Dietz method”: $100, $50 more at half time, $300 in the end: 120%', () => {
    expect(percent(valuesOf({ 0: 10_000, 30: 30_000 }), [flow(15, 5_000)])).toBe(120);
  });
});

describe('timeWeighted', () => {
  it('is not moved by money that comes and goes', () => {
    const grows = [10_000, 11_000, 12_100];
    expect(percent(grows)).toBe(21);
    expect(percent([10_000, 111_000, 122_100], [flow(1, 100_000)])).toBe(21);
    expect(percent([10_000, 1_000, 1_100], [flow(1, -10_000)])).toBe(21);
  });

  it('multiplies what each stretch gained', () => {
    expect(percent([100, 150, 75])).toBe(-25);
    expect(percent([100, 0])).toBe(-100);
  });

  it('says over which days, and how far apart the known ones are', () => {
    expect(timeWeighted([null, 100, null, null, 110, 121, null], [])).toEqual({
      basisPoints: 2_100,
      fromIndex: 1,
      toIndex: 5,
      longestGapDays: 3,
    });
  });

  it.each([
    ['nothing known', []],
    ['one day', [null, 100]],
    ['a gap of more than a month', valuesOf({ 0: 100, 32: 110 })],
    ['a debt', [-100, 50]],
    ['something out of nothing', [0, 50]],
  ])('is unknown with %s', (_, values) => {
    expect(percent(values)).toBeNull();
  });

  it('goes on over an empty portfolio', () => {
    expect(percent([100, 110, 0, 0, 100, 110], [flow(2, -110), flow(4, 100)])).toBe(21);
  });
});
