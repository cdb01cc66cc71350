import 'server-only';
import { addDays, type CivilDate } from '#lib/dates/civil-date';
import { daysOf, type Span } from '#lib/dates/cycles';

export type EverydayPeriod = {
  span: Span;
  /** What the budget leaves to spend in what is left of the period. */
  leftMinor: number;
};

/**
 * What is spent day by day from tomorrow on, where what recurs is taken off each period's plans first: the rest in
 * equal parts over its days, the odd units on the first ones. Pure.
 *
 * @param bills  what recurs and is spending, as sizes
 * @returns sizes, in order of days
 */
export function spreadEveryday(
  periods: readonly EverydayPeriod[],
  bills: readonly { on: CivilDate; sizeMinor: number }[],
  today: CivilDate,
): { on: CivilDate; sizeMinor: number }[] {
  const tomorrow = addDays(today, 1);
  return periods.flatMap(({ span, leftMinor }) => {
    const from = span.from > today ? span.from : tomorrow;
    if (from > span.to) return [];
    const dueMinor = bills
      .map((bill) => (bill.on > today ? bill : { ...bill, on: tomorrow }))
      .filter(({ on }) => on >= from && on <= span.to)
      .reduce((sum, { sizeMinor }) => sum + sizeMinor, 0);
    const rest = Math.max(0, leftMinor - dueMinor);
    const days = daysOf({ from, to: span.to });
    return Array.from({ length: days }, (_, index) => ({
      on: addDays(from, index),
      sizeMinor: Math.floor(rest / days) + (index < rest % days ? 1 : 0),
    }));
  });
}

/** As much of an amount as a share of it is, to the unit. */
export function shareOf(sizeMinor: number, partMinor: number, wholeMinor: number): number {
  if (wholeMinor <= 0) return 0;
  return Math.round((sizeMinor * Math.max(0, partMinor)) / wholeMinor);
}
