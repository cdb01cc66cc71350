import { describe, expect, it } from 'vitest';
import { describePeriod, listPeriods } from './periods.ts';

const periods = (today: string) =>
  Object.fromEntries(listPeriods(today).map(({ label, from, to }) => [label, [from, to]]));

describe('listPeriods', () => {
  it('counts from today, both ends inclusive', () => {
    expect(periods('2026-03-01')).toEqual({
      'Any date': [null, null],
      'This month': ['2026-03-01', '2026-03-31'],
      'Last month': ['2026-02-01', '2026-02-28'],
      'Last 30 days': ['2026-01-31', '2026-03-01'],
      'Last 90 days': ['2025-12-02', '2026-03-01'],
      'This year': ['2026-01-01', '2026-12-31'],
      'Last year': ['2025-01-01', '2025-12-31'],
    });
  });

  it('knows the ends of months', () => {
    expect(periods('2024-02-10')['This month']).toEqual(['2024-02-01', '2024-02-29']);
    expect(periods('2026-01-31')['Last month']).toEqual(['2025-12-01', '2025-12-31']);
    expect(periods('2026-12-31')['This month']).toEqual(['2026-12-01', '2026-12-31']);
  });
});

describe('describePeriod', () => {
  it.each([
    [null, null, 'Any date'],
    ['2026-11-01', '2026-11-30', 'This month'],
    ['2026-11-01', '2026-11-21', 'Nov 1 to Nov 21'],
    ['2025-12-30', '2026-01-02', 'Dec 30, 2025 to Jan 2'],
    ['2026-11-05', '2026-11-05', 'Nov 5'],
    ['2026-11-05', null, 'Since Nov 5'],
    [null, '2026-11-05', 'Until Nov 5'],
  ])('%s to %s is “%s”', (from, to, words) => {
    expect(describePeriod({ from, to }, '2026-11-21')).toBe(words);
  });
});
