import 'server-only';
import { addDays, type CivilDate, lastDayOfMonth } from '#lib/dates/civil-date';
import type { Span } from '#lib/dates/cycles';

/** A time in whole months of the calendar, and the days before and after them. */
export type SplitTime = {
  /** First day of the first and last day of the last; without an end there is none. */
  whole: Partial<Span>;
  /** At most two, each within a month. */
  rest: Span[];
};

/** @returns null where no month is whole */
export function splitMonths({ from, to }: Partial<Span>): SplitTime | null {
  const first = from && firstWholeMonth(from);
  const last = to && lastWholeMonth(to);
  if (first && last && first > last) return null;
  return {
    whole: { ...(first && { from: first }), ...(last && { to: last }) },
    rest: [
      ...(from && first && from < first ? [{ from, to: addDays(first, -1) }] : []),
      ...(to && last && last < to ? [{ from: addDays(last, 1), to }] : []),
    ],
  };
}

/** The first day of the first month that is whole from a day on. */
function firstWholeMonth(from: CivilDate): CivilDate {
  return from.endsWith('-01') ? from : addDays(lastDayOfMonth(from), 1);
}

function lastWholeMonth(to: CivilDate): CivilDate {
  return to === lastDayOfMonth(to) ? to : addDays(`${to.slice(0, 7)}-01`, -1);
}
