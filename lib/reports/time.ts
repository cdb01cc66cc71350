import 'server-only';
import { addDays, type CivilDate, epochDay, lastDayOfMonth } from '#lib/dates/civil-date';
import type { Span } from '#lib/dates/cycles';
import type { ReportQuery, ReportTime } from './contract.ts';
import type { Comparison, ReportPeriod, Step } from './report-url.ts';

const defaultPeriod: ReportPeriod = '12m';

/** More columns than this are cut into longer steps. */
const spanLimit = 36;
/** What is longer is cut to its last years. */
const longestMonths = 480;

const stepMonths: Record<Step, number> = { month: 1, quarter: 3, year: 12 };
const order = ['month', 'quarter', 'year'] as const;
/** Up to so many months a report is cut into months unless something else is asked for. */
const byMonth = 24;

/**
 * When a report is about, and how that is cut: months, quarters and years as the calendar has them, those at the
 * ends as far as they are within the period.
 *
 * @param firstDay  of the first transaction there is; null without any
 */
export function readTime(
  query: ReportQuery,
  today: CivilDate,
  firstDay: CivilDate | null,
): ReportTime {
  const span = clip(spanOf(query, today, firstDay), firstDay);
  const months = countMonths(span);
  const asked = query.every ?? (months <= byMonth ? 'month' : 'quarter');
  const every =
    order.slice(order.indexOf(asked)).find((step) => months / stepMonths[step] <= spanLimit) ??
    'year';
  const past = query.compare ? compareWith(span, query.compare) : null;
  // Of what is known in part nobody can say that this is more or less.
  const isKnown = past !== null && firstDay !== null && monthOf(past.from) >= monthOf(firstDay);
  const [compared, unknown] = isKnown ? [past, null] : [null, past];
  return { span, every, spans: cut(span, every), compared, unknown };
}

function spanOf(query: ReportQuery, today: CivilDate, firstDay: CivilDate | null): Span {
  const { from, to } = query;
  if (from && to && from <= to) return { from, to };
  return spanNamed(query.period ?? defaultPeriod, today, firstDay);
}

/** A period that has not ended ends today: then it is held against as much of another. */
function spanNamed(period: ReportPeriod, today: CivilDate, firstDay: CivilDate | null): Span {
  const month = `${today.slice(0, 8)}01`;
  const year = `${today.slice(0, 4)}-01-01`;
  switch (period) {
    case 'this-month':
      return { from: month, to: today };
    case 'last-month':
      return { from: shiftMonths(month, -1), to: addDays(month, -1) };
    case 'this-year':
      return { from: year, to: today };
    case 'last-year':
      return { from: shiftMonths(year, -12), to: addDays(year, -1) };
    case 'all':
      return { from: firstDay && firstDay < month ? firstDay : month, to: today };
    default:
      return { from: shiftMonths(month, 1 - Number.parseInt(period, 10)), to: today };
  }
}

/** Before the month of the first transaction nothing is known, which is not the same as nothing spent. */
function clip({ from, to }: Span, firstDay: CivilDate | null): Span {
  const longest = addDays(shiftMonths(to, -longestMonths), 1);
  const known = `${(firstDay ?? from).slice(0, 8)}01`;
  const earliest = known > longest && known <= to ? known : longest;
  return { from: from < earliest ? earliest : from, to };
}

/** In how many months of the calendar a period has days. */
function countMonths({ from, to }: Span): number {
  return monthOf(to) - monthOf(from) + 1;
}

function monthOf(date: CivilDate): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
}

function cut({ from, to }: Span, every: Step): Span[] {
  const months = stepMonths[every];
  const spans: Span[] = [];
  for (let start = from; start <= to; ) {
    const first = shiftMonths(`${start.slice(0, 8)}01`, -(monthOf(start) % months));
    const next = shiftMonths(first, months);
    const end = addDays(next, -1);
    spans.push({ from: start, to: end < to ? end : to });
    start = next;
  }
  return spans;
}

/** Whole months are held against whole months, other periods against as many days. */
function compareWith({ from, to }: Span, comparison: Comparison): Span {
  if (comparison === 'year') return { from: shiftMonths(from, -12), to: shiftMonths(to, -12) };
  if (from.endsWith('-01')) {
    const months = countMonths({ from, to });
    return { from: shiftMonths(from, -months), to: shiftMonths(to, -months) };
  }
  const days = epochDay(to) - epochDay(from) + 1;
  return { from: addDays(from, -days), to: addDays(to, -days) };
}

/** The same day of another month: its last where there is no such day, and of a last day the last. */
function shiftMonths(date: CivilDate, months: number): CivilDate {
  const month = monthOf(date) + months;
  const year = String(Math.floor(month / 12)).padStart(4, '0');
  const first = `${year}-${String((month % 12) + 1).padStart(2, '0')}-01`;
  const last = lastDayOfMonth(first);
  const same = `${first.slice(0, 8)}${date.slice(8)}`;
  return date === lastDayOfMonth(date) || same > last ? last : same;
}
