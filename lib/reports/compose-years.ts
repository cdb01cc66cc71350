import 'server-only';
import {
  addDays,
  type CivilDate,
  epochDay,
  fromEpochDay,
  lastDayOfMonth,
} from '#lib/dates/civil-date';
import type { Span } from '#lib/dates/cycles';
import { measureOf } from './compose-breakdown.ts';
import type { YearSums } from './contract.ts';
import type { Sum } from './read-sums.ts';
import type { Measure } from './report-url.ts';

type Question = {
  years: readonly number[];
  measure: Measure;
  today: CivilDate;
  /** Of the first transaction there is: before it nothing is known. */
  firstDay: CivilDate | null;
};

/**
 * The same days of some years beside each other. A 29th of February counts by the end of the 28th's next day where
 * the year of today has none.
 *
 * @param sums  by days
 */
export function composeYears(
  sums: readonly Sum[],
  { years, measure, today, firstDay }: Question,
): YearSums[] {
  const known = { from: firstDay ?? today, to: today };
  const days = listDays(today.slice(0, 4));
  const currencies = new Map<string, Map<CivilDate, number>>();
  for (const sum of sums) {
    const byDay = currencies.get(sum.currency) ?? new Map<CivilDate, number>();
    currencies.set(sum.currency, byDay);
    byDay.set(fromEpochDay(sum.span), measureOf(sum, measure));
  }
  return [...currencies]
    .sort(([a, many], [b, more]) => more.size - many.size || a.localeCompare(b))
    .map(([currency, byDay]) => ({
      currency,
      months: years.map((year) => sumMonths(byDay, year, known)),
      changes: compareMonths(byDay, years[0] ?? 0, known),
      courses: years.map((year, index) =>
        index === 0 || known.from <= `${year}-01-31`
          ? sumCourse(byDay, { year, days, known })
          : days.map(() => null),
      ),
    }));
}

/** Of a year, as `MM-DD`. */
function listDays(year: string): string[] {
  const first = `${year}-01-01`;
  const count = epochDay(`${year}-12-31`) - epochDay(first) + 1;
  return Array.from({ length: count }, (_, index) => addDays(first, index).slice(5));
}

function sumMonths(
  byDay: ReadonlyMap<CivilDate, number>,
  year: number,
  known: Span,
): (number | null)[] {
  const months = Array.from({ length: 12 }, (_, index): number | null => {
    const month = `${year}-${String(index + 1).padStart(2, '0')}`;
    return month >= known.from.slice(0, 7) && month <= known.to.slice(0, 7) ? 0 : null;
  });
  for (const [date, minor] of byDay) {
    if (Number(date.slice(0, 4)) !== year) continue;
    const index = Number(date.slice(5, 7)) - 1;
    months[index] = (months[index] ?? 0) + minor;
  }
  return months;
}

/** Held against months that are known, each as far as the year has come. */
function compareMonths(
  byDay: ReadonlyMap<CivilDate, number>,
  year: number,
  known: Span,
): (number | null)[] {
  const until = `${year - 1}${known.to.slice(4)}`;
  const now = sumMonths(byDay, year, known);
  const isLast = known.to === lastDayOfMonth(known.to);
  const past = isLast ? byDay : new Map([...byDay].filter(([date]) => isAsFar(date, until)));
  const before = sumMonths(past, year - 1, known);
  return now.map((minor, month) => {
    const held = before[month] ?? null;
    return minor === null || held === null ? null : minor - held;
  });
}

/** Not in the later days of the same month. */
function isAsFar(date: CivilDate, until: CivilDate): boolean {
  return date.slice(0, 7) !== until.slice(0, 7) || date <= until;
}

function sumCourse(
  byDay: ReadonlyMap<CivilDate, number>,
  { year, days, known }: { year: number; days: readonly string[]; known: Span },
): (number | null)[] {
  const own = [...byDay].filter(([date]) => Number(date.slice(0, 4)) === year).sort();
  let next = 0;
  let sum = 0;
  return days.map((day) => {
    for (let found = own[next]; found && found[0].slice(5) <= day; found = own[next]) {
      sum += found[1];
      next += 1;
    }
    const date = `${year}-${day}`;
    return date >= known.from && date <= known.to ? sum : null;
  });
}
