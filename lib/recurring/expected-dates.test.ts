import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, epochDay } from '#lib/dates/civil-date';
import { type Cadence, cadences } from './contract.ts';
import { expectedDates } from './expected-dates.ts';

describe('what is expected', () => {
  it.each<[string, Cadence, string[], string[]]>([
    [
      'on the same day of each month',
      'monthly',
      ['2026-08-05', '2026-09-05', '2026-10-05'],
      ['2026-11-05', '2026-12-05', '2027-01-05'],
    ],
    [
      'where a weekend put one off',
      'monthly',
      ['2026-09-01', '2026-10-01', '2026-11-03'],
      ['2026-12-01', '2027-01-01', '2027-02-01'],
    ],
    [
      'where one came early, in the month before',
      'monthly',
      ['2026-10-01', '2026-11-01', '2026-11-29'],
      ['2027-01-01', '2027-02-01', '2027-03-01'],
    ],
    [
      'on the last of each month',
      'monthly',
      ['2027-11-30', '2027-12-31', '2028-01-31'],
      ['2028-02-29', '2028-03-31', '2028-04-30'],
    ],
    [
      'on the 15th and the last',
      'semi_monthly',
      ['2026-09-15', '2026-09-30', '2026-10-15', '2026-10-31', '2026-11-13'],
      ['2026-11-30', '2026-12-15', '2026-12-31'],
    ],
    [
      'on the 1st and the 15th',
      'semi_monthly',
      ['2026-09-01', '2026-09-15', '2026-10-01', '2026-10-15', '2026-11-02'],
      ['2026-11-15', '2026-12-01', '2026-12-15'],
    ],
    [
      'every other Friday, after a holiday',
      'biweekly',
      ['2026-10-09', '2026-10-23', '2026-11-06', '2026-11-19'],
      ['2026-12-04', '2026-12-18', '2027-01-01'],
    ],
    ['every week', 'weekly', ['2026-11-02', '2026-11-09'], ['2026-11-16', '2026-11-23']],
    ['once a quarter', 'quarterly', ['2026-05-31', '2026-08-31'], ['2026-11-30', '2027-02-28']],
    ['on a leap day', 'yearly', ['2024-02-29'], ['2025-02-28', '2026-02-28', '2027-02-28']],
    ['at no time', 'irregular', ['2026-11-01'], []],
  ])('%s', (_what, cadence, dates, expected) => {
    expect(expectedDates(cadence, dates, '2036-01-01').slice(0, expected.length)).toEqual(expected);
  });

  it('is after the last, in order, up to its day and a whole cadence apart', () => {
    const gaps: Record<string, [number, number]> = {
      weekly: [7, 7],
      biweekly: [14, 14],
      semi_monthly: [5, 23],
      monthly: [28, 31],
      quarterly: [89, 92],
      yearly: [365, 366],
    };
    fc.assert(
      fc.property(
        fc.constantFrom(...cadences),
        fc.uniqueArray(fc.nat({ max: 900 }), { minLength: 1, maxLength: 15 }),
        (cadence, days) => {
          const dates = days.sort((a, b) => a - b).map((day) => addDays('2024-01-01', day));
          const to = addDays('2024-01-01', 2_000);
          const expected = expectedDates(cadence, dates, to).map(epochDay);
          expect(expected[0] ?? Infinity).toBeGreaterThan(epochDay(dates.at(-1) ?? ''));
          expect(expected.at(-1) ?? 0).toBeLessThanOrEqual(epochDay(to));
          const [least, most] = gaps[cadence] ?? [0, 0];
          for (const [index, day] of expected.slice(1).entries()) {
            const gap = day - (expected[index] ?? 0);
            expect(gap).toBeGreaterThanOrEqual(least);
            expect(gap).toBeLessThanOrEqual(most);
          }
        },
      ),
    );
  });
});
