import { atUtcMidnight, type CivilDate } from './civil-date.ts';

/** "November 2026" or "Nov 2026", of any day in it. */
export function formatMonth(day: CivilDate, month: 'long' | 'short' = 'long'): string {
  return new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', month, year: 'numeric' }).format(
    atUtcMidnight(day),
  );
}
