import { atUtcMidnight, type CivilDate } from './civil-date.ts';

/** "November 2026" or "Nov 2026", of any day in it. */
export function formatMonth(day: CivilDate, month: 'long' | 'short' = 'long'): string {
  return formats[month].format(atUtcMidnight(day));
}

// Made once, as in civil-date.ts: a report names dozens of months.
const year = { timeZone: 'UTC', year: 'numeric' } as const;
const formats = {
  long: new Intl.DateTimeFormat('en-US', { ...year, month: 'long' }),
  short: new Intl.DateTimeFormat('en-US', { ...year, month: 'short' }),
};
