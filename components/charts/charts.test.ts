import { describe, expect, it } from 'vitest';
import { listDateTicks } from './date-ticks.ts';
import { layOutFlow } from './lay-out-flow.ts';
import { scaleBars } from './scale-bars.ts';
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

describe('bars', () => {
  it('stand on zero, up and down, on one scale', () => {
    const { bars, marks, ticks } = scaleBars(
      [
        [400_00, 0],
        [-200_00, -100_00],
      ],
      [200_00, -100_00],
      'USD',
    );
    const zero = ticks.find(({ minor }) => minor === 0)?.y ?? 0;
    expect(bars[0]).toHaveLength(1);
    expect((bars[0]?.[0]?.y ?? 0) + (bars[0]?.[0]?.height ?? 0)).toBeCloseTo(zero);
    expect(bars[1]?.[0]?.y).toBeCloseTo(zero);
    expect(bars[0]?.[0]?.height).toBeCloseTo(2 * (bars[1]?.[0]?.height ?? 0));
    expect(marks[1]).toBeCloseTo(zero + (bars[1]?.[1]?.height ?? 0));
  });

  it.each([
    ['one column', [5_000]],
    ['nothing but zero', [0, 0, 0]],
    ['none above zero', [-5_000, -1]],
    ['24 months', Array.from({ length: 24 }, (_, index) => index * 1_000)],
  ])('of %s stay inside the chart and apart', (_what, values) => {
    const { bars, ticks } = scaleBars([values], [], 'USD');
    expect(ticks.length).toBeGreaterThan(0);
    let end = 0;
    for (const { x, y, width, height } of bars[0] ?? []) {
      expect(x).toBeGreaterThanOrEqual(end);
      end = x + width;
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y + height).toBeLessThanOrEqual(100.001);
    }
    expect(end).toBeLessThanOrEqual(100);
  });
});

describe('a flow', () => {
  const node = (id: string, minor: number) => ({ id, label: id, minor, href: null });
  const flow = layOutFlow(
    [node('pay', 900), node('all', 900), node('food', 300), node('left', 600), node('coffee', 300)],
    [
      { from: 'pay', to: 'all', minor: 900 },
      { from: 'all', to: 'food', minor: 300 },
      { from: 'all', to: 'left', minor: 600 },
      { from: 'food', to: 'coffee', minor: 300 },
    ],
  );
  const heightOf = (id: string) => {
    const found = flow.nodes.find((each) => each.id === id);
    return (found?.bottom ?? 0) - (found?.top ?? 0);
  };

  it('is as high as its amounts', () => {
    expect(heightOf('pay')).toBeCloseTo(heightOf('all'));
    expect(heightOf('left')).toBeCloseTo(2 * heightOf('food'));
    expect(heightOf('coffee')).toBeCloseTo(heightOf('food'));
  });

  it('goes from left to right, column by column, within its height', () => {
    expect(flow.nodes.map(({ column }) => column)).toEqual([0, 1, 2, 2, 3]);
    expect(flow.ribbons).toHaveLength(4);
    for (const { top, bottom } of flow.nodes) {
      expect(top).toBeGreaterThanOrEqual(-0.001);
      expect(bottom).toBeLessThanOrEqual(flow.height + 0.001);
    }
  });
});
