import { describe, expect, it } from 'vitest';
import { chooseFull } from './passing-row.tsx';

/** Rows from one to another, as they are numbered. */
const rows = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => String(from + index));

/** What is drawn in full, moment after moment, of a page of 20 rows that begins at these. */
function scroll(moments: readonly { from: number; isScrolling?: boolean }[]): string[][] {
  let before: Parameters<typeof chooseFull>[2] = null;
  return moments.map(({ from, isScrolling = true }) => {
    const ids = rows(from, from + 19);
    const full: ReadonlySet<string> = chooseFull(ids, isScrolling, before);
    before = { ids: new Set(ids), full, isScrolling };
    return [...full];
  });
}

describe('rows of a list that scrolls', () => {
  it('are all drawn in full at first, at rest and as long as one can read', () => {
    expect(
      scroll([{ from: 0, isScrolling: false }, { from: 6 }, { from: 12 }, { from: 9 }]),
    ).toEqual([rows(0, 19), rows(6, 25), rows(12, 31), rows(9, 28)]);
  });

  it('are drawn in full after a jump', () => {
    expect(scroll([{ from: 0, isScrolling: false }, { from: 900 }])[1]).toEqual(rows(900, 919));
  });

  it('are words alone while more come than a frame has time for, and those that were full stay so', () => {
    const moments = [{ from: 0, isScrolling: false }, { from: 6 }, { from: 16 }, { from: 40 }];
    expect(scroll(moments).slice(2)).toEqual([rows(16, 25), []]);
  });

  it('are filled in a few at a time as it slows down, and all at its end', () => {
    const rush = [{ from: 0, isScrolling: false }, { from: 6 }, { from: 40 }];
    expect(
      scroll([...rush, { from: 42 }, { from: 42 }, { from: 42, isScrolling: false }]).slice(3),
    ).toEqual([rows(42, 47), rows(42, 53), rows(42, 61)]);
  });
});
