import { addDays, type CivilDate, epochDay, isCivilDate } from './civil-date.ts';

const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

const maxLength = 30;
const namedDays = new Map([
  ['today', 0],
  ['yesterday', -1],
  ['tomorrow', 1],
]);

/**
 * Reads a date as people type it: `11/21/2026`, `11/21`, `Nov 21`, `21 November 2026`, `2026-11-21`,
 * `yesterday`. Month before day where both are numbers. Without a year it is the nearest such date.
 *
 * @returns null when it is not a date
 */
export function readDate(text: string, today: CivilDate): CivilDate | null {
  const plain = text.trim().toLowerCase();
  const named = namedDays.get(plain);
  if (named !== undefined) return addDays(today, named);
  if (plain.length > maxLength) return null;
  const parts = plain.split(/[\s,./-]+/).filter(Boolean);
  if (parts.length < 2 || parts.length > 3) return null;
  const [first = '', second = '', year] = parts;
  if (/^\d{4}$/.test(first)) return year ? toDate(first, readMonth(second), year) : null;
  const [month, day] = readNamedMonth(second)
    ? [readNamedMonth(second), first]
    : [readMonth(first), second];
  if (!year) return nearest(month, day, today);
  return toDate(year.length === 2 ? inFullNear(year, today) : year, month, day);
}

function toDate(year: string, month: number, day: string): CivilDate | null {
  if (!/^\d{4}$/.test(year) || !/^\d{1,2}$/.test(day)) return null;
  const date = `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isCivilDate(date) ? date : null;
}

/** 1 to 12, or 0 when it is no month. */
function readMonth(text: string): number {
  return /^\d{1,2}$/.test(text) ? Number(text) : readNamedMonth(text);
}

function readNamedMonth(text: string): number {
  if (text.length < 3) return 0;
  return months.findIndex((name) => name.startsWith(text)) + 1;
}

/** The day of that name that is the fewest days from today. */
function nearest(month: number, day: string, today: CivilDate): CivilDate | null {
  const year = Number(today.slice(0, 4));
  const distance = (date: CivilDate) => Math.abs(epochDay(date) - epochDay(today));
  return (
    [year, year - 1, year + 1]
      .map((each) => toDate(String(each).padStart(4, '0'), month, day))
      .filter((date) => date !== null)
      .toSorted((a, b) => distance(a) - distance(b))[0] ?? null
  );
}

/** "26" is the year so written that is nearest to today's. */
function inFullNear(year: string, today: CivilDate): string {
  const now = Number(today.slice(0, 4));
  const inCentury = now - (now % 100) + Number(year);
  const candidates = [inCentury, inCentury - 100, inCentury + 100];
  const [near = inCentury] = candidates.toSorted((a, b) => Math.abs(a - now) - Math.abs(b - now));
  return String(near);
}
