import { describe, expect, it } from 'vitest';
import { shareOf, spreadEveryday } from './everyday.ts';

const today = '2026-11-27';
const november = { span: { from: '2026-11-01', to: '2026-11-30' }, leftMinor: 10_000 };
const december = { span: { from: '2026-12-01', to: '2026-12-31' }, leftMinor: 62_000 };
const sizes = (days: { sizeMinor: number }[]) => days.map(({ sizeMinor }) => sizeMinor);

describe('everyday spending', () => {
  it('is what is left, in equal parts from tomorrow on and to the unit', () => {
    const days = spreadEveryday([november, december], [], today);
    expect(days[0]?.on).toBe('2026-11-28');
    expect(sizes(days.slice(0, 3))).toEqual([3_334, 3_333, 3_333]);
    expect(days.slice(3)).toHaveLength(31);
    expect(new Set(sizes(days.slice(3)))).toEqual(new Set([2_000]));
  });

  it('leaves to bills what is theirs, in the period that they fall into', () => {
    const bills = [
      { on: '2026-11-20', sizeMinor: 4_000 },
      { on: '2026-12-05', sizeMinor: 31_000 },
    ];
    const days = spreadEveryday([november, december], bills, today);
    expect(sizes(days.slice(0, 3))).toEqual([2_000, 2_000, 2_000]);
    expect(days[3]?.sizeMinor).toBe(1_000);
  });

  it('is nothing where bills take more than is left, and on a period’s last day', () => {
    const bills = [{ on: '2026-11-29', sizeMinor: 20_000 }];
    expect(sizes(spreadEveryday([november], bills, today))).toEqual([0, 0, 0]);
    expect(spreadEveryday([november], [], '2026-11-30')).toEqual([]);
  });
});

describe('a share', () => {
  it.each([
    [1_000, 1, 4, 250],
    [1_000, 0, 0, 0],
    [1_000, -5, 10, 0],
    [999, 1, 3, 333],
  ])('of %d, %d of %d, is %d', (size, part, whole, share) => {
    expect(shareOf(size, part, whole)).toBe(share);
  });
});
