/** A calendar date, `YYYY-MM-DD`. It never becomes a JavaScript Date outside this file. */
export type CivilDate = string;

/** What civilDateSchema lets through, for what a browser loads first. */
export function isCivilDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || text.startsWith('0000')) return false;
  const instant = atUtcMidnight(text);
  // The 30th of February is the 2nd of March.
  return !Number.isNaN(instant.getTime()) && fromUtcMidnight(instant) === text;
}

/** The calendar date it is now in a time zone (IANA name). */
export function civilDateIn(timeZone: string, instant: Date): CivilDate {
  if (timeZone === 'UTC') return fromUtcMidnight(instant);
  // en-CA writes ISO order; asking for the parts keeps it independent of that.
  const parts = zoneFormat(timeZone).formatToParts(instant);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** There are some 600 names of zones, which anybody may write in small letters or large ones. */
const zoneLimit = 1_000;
const zoneFormats = new Map<string, Intl.DateTimeFormat>();

/** @throws RangeError where there is no such zone */
function zoneFormat(timeZone: string): Intl.DateTimeFormat {
  const known = zoneFormats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  if (zoneFormats.size >= zoneLimit) zoneFormats.clear();
  zoneFormats.set(timeZone, made);
  return made;
}

/** @param days may be negative */
export function addDays(date: CivilDate, days: number): CivilDate {
  const instant = atUtcMidnight(date);
  instant.setUTCDate(instant.getUTCDate() + days);
  return instant.toISOString().slice(0, 10);
}

/** The last day of the month that a date is in. */
export function lastDayOfMonth(date: CivilDate): CivilDate {
  const firstOfMonth = `${date.slice(0, 7)}-01`;
  return addDays(`${addDays(firstOfMonth, 31).slice(0, 7)}-01`, -1);
}

/** Days since 1970-01-01. @throws RangeError when it is not a date */
export function epochDay(date: CivilDate): number {
  const day = Date.parse(`${date}T00:00:00Z`) / 86_400_000;
  if (Number.isNaN(day)) throw new RangeError(`Not a date: ${date}`);
  return day;
}

/** The way back. */
export function fromEpochDay(day: number): CivilDate {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** "Sat, Nov 21" (short: "Nov 21") or, in another year than `today`'s, "Nov 21, 2025". */
export function formatCivilDate(
  date: CivilDate,
  today: CivilDate,
  length: 'full' | 'short' = 'full',
): string {
  const sameYear = date.slice(0, 4) === today.slice(0, 4);
  return formats[sameYear ? length : 'otherYear'].format(atUtcMidnight(date));
}

// Made once: making one takes fifty times as long as using it, and a page shows hundreds of dates.
const day = { timeZone: 'UTC', month: 'short', day: 'numeric' } as const;
const formats = {
  full: new Intl.DateTimeFormat('en-US', { ...day, weekday: 'short' }),
  short: new Intl.DateTimeFormat('en-US', day),
  otherYear: new Intl.DateTimeFormat('en-US', { ...day, year: 'numeric' }),
};

/** For a calendar that knows no other dates; it is shown in UTC. */
export function atUtcMidnight(date: CivilDate): Date {
  return new Date(`${date}T00:00:00Z`);
}

/** The way back. */
export function fromUtcMidnight(instant: Date): CivilDate {
  return instant.toISOString().slice(0, 10);
}
