import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, formatCivilDate } from './civil-date.ts';
import { civilDateSchema } from './contract.ts';
import { readDate } from './read-date.ts';

const today = '2026-11-21';

describe('readDate', () => {
  it.each([
    ['2026-11-21', '2026-11-21'],
    ['2026-1-5', '2026-01-05'],
    ['11/19/2026', '2026-11-19'],
    ['1/5/26', '2026-01-05'],
    ['1/5/99', '1999-01-05'],
    ['11.19.2026', '2026-11-19'],
    ['11/19', '2026-11-19'],
    ['1/5', '2027-01-05'],
    ['6/1', '2026-06-01'],
    ['Nov 19', '2026-11-19'],
    ['nov 19, 2025', '2025-11-19'],
    ['November 19 2025', '2025-11-19'],
    ['19 Nov 2025', '2025-11-19'],
    ['19 november', '2026-11-19'],
    ['2/29/2024', '2024-02-29'],
    [' Today ', '2026-11-21'],
    ['yesterday', '2026-11-20'],
    ['tomorrow', '2026-11-22'],
  ])('%s is %s', (text, date) => {
    expect(readDate(text, today)).toBe(date);
  });

  it.each([
    '',
    'soon',
    '21/11/2026',
    '2/30/2026',
    '2/29',
    '11',
    '2026-11',
    '2026',
    '11/19/2026/1',
    '11/19/123',
    '0/5/2026',
    'ma 5',
    'Nov',
    '-5',
    '11/19/0000',
    'Nov 19 of the year that comes after this',
  ])('“%s” is none', (text) => {
    expect(readDate(text, today)).toBeNull();
  });

  it('reads every date as it is printed, the year left out where it is not far', () => {
    fc.assert(
      fc.property(fc.integer({ min: -36_000, max: 36_000 }), (days) => {
        const date = addDays(today, days);
        expect(readDate(date, today)).toBe(date);
        expect(readDate(formatCivilDate(date, '0001-01-01', 'short'), today)).toBe(date);
      }),
    );
  });

  it('answers anything at all with a date or nothing', () => {
    for (const name of ['__proto__', 'constructor']) expect(readDate(name, today)).toBeNull();
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => {
        const date = readDate(text, today);
        if (date !== null) expect(civilDateSchema.safeParse(date).success).toBe(true);
      }),
    );
  });
});
