import { describe, expect, it } from 'vitest';
import { listDateTicks } from './date-ticks.ts';
import { scaleLines } from './scale-lines.ts';
import { sparkPath } from './spark-path.ts';

const heightsOf = (values: (number | null)[]) => scaleLines([values], 'USD').heights[0];

describe('a line', () => {
  it('has round amounts at its scale, and its values between them', () => {
    const { ticks, heights } = scaleLines([[123_00, 456_00]], 'USD');
    expect(ticks.map(({ minor }) => minor)).toEqual([0, 100_00, 200_00, 300_00, 400_00, 500_00]);
    expect(heights[0]).toEqual([100 - 24.6, 100 - 91.2]);
  });

  it('breaks at a gap and never falls to zero there', () => {
    const { paths, heights } = scaleLines([[100, null, 300, 400]], 'USD');
    expect(heights[0]?.[1]).toBeNull();
    expect(paths[0]?.match(/M/g)).toHaveLength(2);
  });

  it.each([
    ['one day', [5_000]],
    ['what never moves', [5_000, 5_000]],
    ['nothing but zero', [0, 0]],
    ['debts alone', [-5_000, -4_900]],
    ['both sides of zero', [-5_000, 5_000]],
    ['gaps alone', [null, null]],
    ['large amounts that hardly move', [9_000_000_000_000, 9_000_000_000_001]],
  ])('of %s is drawn inside the chart', (_what, values) => {
    const { ticks } = scaleLines([values], 'USD');
    expect(ticks.length).toBeGreaterThan(0);
    for (const height of [...(heightsOf(values) ?? []), ...ticks.map(({ y }) => y)]) {
      if (height === null) continue;
      expect(height).toBeGreaterThanOrEqual(0);
      expect(height).toBeLessThanOrEqual(100);
    }
  });

  it('shares its scale with the others', () => {
    const { heights } = scaleLines([[1_000], [2_000]], 'USD');
    expect(heights[0]?.[0]).toBeGreaterThan(heights[1]?.[0] ?? 0);
  });

  it('reads currencies without cents and with eight places', () => {
    expect(scaleLines([[0, 500]], 'JPY').ticks.at(-1)?.minor).toBe(500);
    expect(scaleLines([[0, 50_000_000]], 'BTC').ticks.at(-1)?.minor).toBe(50_000_000);
  });
});

describe('the days under a chart', () => {
  const labels = (from: string, days: number) =>
    listDateTicks(from, days).map(({ label }) => label);

  it('are weeks of a month, counted from its last day', () => {
    expect(labels('2026-10-23', 30)).toEqual(['Oct 24', 'Oct 31', 'Nov 7', 'Nov 14', 'Nov 21']);
  });

  it('are months of a quarter, and years where they begin', () => {
    expect(labels('2025-11-15', 90)).toEqual(['Dec', '2026', 'Feb']);
    expect(labels('2024-02-01', 60)).toEqual(['Feb 4', 'Feb 18', 'Mar 3', 'Mar 17', 'Mar 31']);
  });

  it('are few, whatever the period', () => {
    for (let days = 1; days < 3_700; days += 13) {
      const ticks = listDateTicks('2024-02-29', days);
      expect(ticks.length).toBeLessThanOrEqual(11);
      for (const { index } of ticks) expect(index).toBeLessThan(days);
    }
  });
});

describe('a sparkline', () => {
  it('has nothing to draw of a single day', () => {
    expect(sparkPath([5])).toBeNull();
    expect(sparkPath([null, 5, null])).toBeNull();
  });

  it('goes from the lowest to the highest, with a break at a gap', () => {
    expect(sparkPath([1, 2, null, 3, 2])).toBe('M0,100L25,50M75,0L100,50');
  });
});
