import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#lib/dates/civil-date';
import { project } from './project.ts';

const from = '2026-11-22';
const move = fc.record({
  on: fc.integer({ min: -9, max: 99 }).map((days) => addDays(from, days)),
  amountMinor: fc.integer({ min: -200_000, max: 200_000 }),
});

describe('a projection', () => {
  it('is on each day what a naive sum of all that came by then says', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -100_000, max: 500_000 }),
        fc.integer({ min: 1, max: 90 }),
        fc.array(move, { maxLength: 60 }),
        (start, days, moves) => {
          const { minor, lowest, shortOn } = project(start, from, days, moves);
          const naive = Array.from({ length: days }, (_, day) => {
            const until = moves.filter(({ on }) => on <= addDays(from, day));
            return until.reduce((sum, { amountMinor }) => sum + amountMinor, start);
          });
          expect(minor).toEqual(naive);
          const least = [...naive].sort((a, b) => a - b)[0];
          expect(lowest.minor).toBe(least);
          expect(lowest.on).toBe(addDays(from, naive.indexOf(least ?? start)));
          const short = naive.findIndex((each) => each < 0);
          expect(shortOn).toBe(short < 0 ? null : addDays(from, short));
        },
      ),
    );
  });

  it('stays where nothing moves', () => {
    expect(project(500, from, 2, [])).toEqual({
      minor: [500, 500],
      lowest: { on: from, minor: 500 },
      shortOn: null,
    });
  });
});
