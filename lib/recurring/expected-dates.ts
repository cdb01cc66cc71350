import 'server-only';
import { addDays, type CivilDate, epochDay, lastDayOfMonth } from '#lib/dates/civil-date';
import type { Cadence } from './contract.ts';

/** So many dates at most; a day in the far future asks for no more. */
const datesLimit = 400;
/** So many of the last ones say on which day it usually comes. */
const usualOf = 12;

const weeks: Partial<Record<Cadence, number>> = { weekly: 1, biweekly: 2 };
const months: Partial<Record<Cadence, number>> = {
  semi_monthly: 1,
  monthly: 1,
  quarterly: 3,
  yearly: 12,
};

/**
 * The days on which it is expected after its last, up to a day; none where it is irregular. By the day of the
 * week, or of the month (the month's last where it is shorter), on which it usually came: a payment that a
 * weekend put off moves none of those after it. Pure.
 *
 * @param dates  on which it came, the earliest first
 */
export function expectedDates(
  cadence: Cadence,
  dates: readonly CivilDate[],
  to: CivilDate,
): CivilDate[] {
  const last = dates.at(-1);
  if (last === undefined) return [];
  const usual = dates.slice(-usualOf);
  if (weeks[cadence]) return listWeeks(usual, last, weeks[cadence] * 7, to);
  const step = months[cadence];
  if (!step) return [];
  const days = cadence === 'semi_monthly' ? usualPair(usual) : [usualDay(usual)];
  return listMonths(days, last, step, to);
}

function listWeeks(dates: readonly CivilDate[], last: CivilDate, step: number, to: CivilDate) {
  const weekdays = dates.map((date) => epochDay(date) % 7);
  const usual = mostFrequent(weekdays, (weekday, each) => weekday === each);
  const off = (usual - (epochDay(last) % 7) + 7) % 7;
  const found: CivilDate[] = [];
  let day = addDays(last, step + (off > 3 ? off - 7 : off));
  while (day <= to && found.length < datesLimit) {
    found.push(day);
    day = addDays(day, step);
  }
  return found;
}

function listMonths(days: number[], last: CivilDate, step: number, to: CivilDate): CivilDate[] {
  const month = monthOf(last);
  const near = [month - 1, month, month + 1].flatMap((each) => days.map((day) => dayIn(each, day)));
  // The day that the last one was for: it came a little earlier or later.
  const slot = near.reduce((best, each) => (apart(each, last) < apart(best, last) ? each : best));
  const first = monthOf(slot);
  const found: CivilDate[] = [];
  for (let each = first; found.length < datesLimit; each += step) {
    for (const day of days) {
      const date = dayIn(each, day);
      if (date > to) return found;
      if (date > slot) found.push(date);
    }
  }
  return found;
}

/** The day of the month that most fall on; the 31st is also the last of each shorter one. */
function usualDay(dates: readonly CivilDate[]): number {
  return mostFrequent(
    dates.map((date) => Number(date.slice(8))),
    (day, _, index) => dayIn(monthOf(dates[index] ?? ''), day) === dates[index],
  );
}

/** Two days of the month, about half of one apart. */
function usualPair(dates: readonly CivilDate[]): number[] {
  const day = usualDay(dates);
  const others = dates.filter((date) => {
    const off = Math.abs(Number(date.slice(8)) - day);
    return Math.min(off, 30 - off) > 7;
  });
  const other = others.length > 0 ? usualDay(others) : day > 15 ? day - 15 : day + 15;
  return [day, other].sort((a, b) => a - b);
}

/** Of several that fit as many, the one that came last. */
function mostFrequent(
  values: number[],
  fits: (value: number, each: number, index: number) => boolean,
): number {
  const countOf = (value: number) => values.filter((each, at) => fits(value, each, at)).length;
  let best = values.at(-1) ?? 1;
  for (const value of values.toReversed()) if (countOf(value) > countOf(best)) best = value;
  return best;
}

function monthOf(date: CivilDate): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
}

function dayIn(month: number, day: number): CivilDate {
  const year = String(Math.floor(month / 12)).padStart(4, '0');
  const first = `${year}-${String((month % 12) + 1).padStart(2, '0')}-01`;
  const last = lastDayOfMonth(first);
  const date = `${first.slice(0, 8)}${String(day).padStart(2, '0')}`;
  return date < last ? date : last;
}

function apart(a: CivilDate, b: CivilDate): number {
  return Math.abs(epochDay(a) - epochDay(b));
}
