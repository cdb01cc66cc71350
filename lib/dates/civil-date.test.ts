import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, civilDateIn, epochDay, formatCivilDate, isCivilDate } from './civil-date.ts';
import { civilDateSchema } from './contract.ts';

describe('addDays', () => {
  it.each([
    ['2026-02-28', 1, '2026-03-01'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-03-29', 1, '2026-03-30'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2026-11-21', -730, '2024-11-21'],
  ])('%s and %d days is %s', (date, days, result) => {
    expect(addDays(date, days)).toBe(result);
  });
});

describe('isCivilDate', () => {
  const part = (digits: number, least: number, most: number) =>
    fc.integer({ min: least, max: most }).map((value) => String(value).padStart(digits, '0'));
  const dateLike = fc.tuple(part(4, 0, 10_000), part(2, 0, 13), part(2, 0, 32));

  it('lets through what the schema does', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          dateLike.map((parts) => parts.join('-')),
          fc.string(),
        ),
        (text) => {
          expect(isCivilDate(text)).toBe(civilDateSchema.safeParse(text).success);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('epochDay', () => {
  it.each([
    ['1970-01-01', 0],
    ['1969-12-31', -1],
    ['2000-01-01', 10_957],
    ['0001-01-01', -719_162],
    ['9999-12-31', 2_932_896],
  ])('%s is day %d', (date, day) => {
    expect(epochDay(date)).toBe(day);
  });

  it('refuses what is no date', () => {
    expect(() => epochDay('2026-02-31x')).toThrow(RangeError);
  });
});

describe('civilDateIn', () => {
  it('is the day it is there, not here', () => {
    const instant = new Date('2026-11-21T02:30:00Z');
    expect(civilDateIn('UTC', instant)).toBe('2026-11-21');
    expect(civilDateIn('America/Los_Angeles', instant)).toBe('2026-11-20');
    expect(civilDateIn('Asia/Tokyo', instant)).toBe('2026-11-21');
  });
});

describe('formatCivilDate', () => {
  it.each([
    ['2026-11-19', 'full', 'Thu, Nov 19'],
    ['2026-11-19', 'short', 'Nov 19'],
    ['2025-12-31', 'full', 'Dec 31, 2025'],
    ['2025-12-31', 'short', 'Dec 31, 2025'],
  ] as const)('%s (%s) is “%s”', (date, length, text) => {
    expect(formatCivilDate(date, '2026-11-21', length)).toBe(text);
  });
});
