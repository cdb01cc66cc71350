import { describe, expect, it } from 'vitest';
import { timeWeighted } from './time-weighted.ts';
import { sumCourse } from './value-course.ts';

const account = (known: [number, number][], untilIndex: number | null = null) => ({
  known: new Map(known),
  untilIndex,
});

describe('sumCourse', () => {
  it('leaves a gap where an account that counts was not read', () => {
    const first = account([
      [0, 10],
      [1, 11],
      [3, 13],
    ]);
    const second = account([
      [1, 100],
      [2, 100],
      [3, 100],
    ]);
    expect(sumCourse([first, second], 5).values).toEqual([10, 111, null, 113, null]);
  });

  it('is no gain when an account joins, and no loss when one leaves', () => {
    const first = account([
      [0, 100],
      [1, 110],
      [2, 121],
    ]);
    const second = account([[1, 1_000]], 2);
    const { values, flows } = sumCourse([first, second], 3);
    expect(values).toEqual([100, 1_110, 121]);
    expect(flows).toEqual([
      { index: 1, minor: 1_000n },
      { index: 2, minor: -1_000n },
    ]);
    // 10% on what was there first; then 11 more on 1,110, of which 1,000 leave in the end.
    expect(timeWeighted(values, flows)?.basisPoints).toBe(1_109);
  });

  it('knows nothing of no account', () => {
    expect(sumCourse([], 2)).toEqual({ values: [null, null], flows: [] });
    expect(sumCourse([account([])], 1)).toEqual({ values: [null], flows: [] });
  });
});
