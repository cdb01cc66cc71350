import { addDays, type CivilDate, epochDay, lastDayOfMonth } from './civil-date.ts';

/**
 * How time is cut into periods: each begins on a day of the month, or on the month's last day where that is
 * earlier; or so many weeks after the one before, of which one began on `from`.
 */
export type Cycle =
  | { kind: 'month'; day: number }
  | { kind: 'weeks'; weeks: number; from: CivilDate };

/** First and last day, both included. */
export type Span = { from: CivilDate; to: CivilDate };

/** The period that a day lies in. */
export function spanOn(cycle: Cycle, date: CivilDate): Span {
  if (cycle.kind === 'weeks') {
    const length = cycle.weeks * 7;
    const past = (epochDay(date) - epochDay(cycle.from)) % length;
    const from = addDays(date, -((past + length) % length));
    return { from, to: addDays(from, length - 1) };
  }
  const start = startIn(date, cycle.day);
  const from = start <= date ? start : startIn(lastDayOfMonthBefore(date), cycle.day);
  const next = startIn(addDays(lastDayOfMonth(from), 1), cycle.day);
  return { from, to: addDays(next, -1) };
}

export function spanBefore(cycle: Cycle, { from }: Span): Span {
  return spanOn(cycle, addDays(from, -1));
}

export function spanAfter(cycle: Cycle, { to }: Span): Span {
  return spanOn(cycle, addDays(to, 1));
}

/** The last so many periods up to one, the earliest first. */
export function lastSpans(cycle: Cycle, last: Span, count: number): Span[] {
  const spans = [last];
  for (let span = last; spans.length < count; spans.unshift(span)) span = spanBefore(cycle, span);
  return spans;
}

export function daysOf({ from, to }: Span): number {
  return epochDay(to) - epochDay(from) + 1;
}

function startIn(date: CivilDate, day: number): CivilDate {
  const start = `${date.slice(0, 8)}${String(day).padStart(2, '0')}`;
  const last = lastDayOfMonth(date);
  return start < last ? start : last;
}

function lastDayOfMonthBefore(date: CivilDate): CivilDate {
  return addDays(`${date.slice(0, 8)}01`, -1);
}
