import 'server-only';
import { type CivilDate, epochDay } from '#lib/dates/civil-date';
import { divideHalfEven, toSafeNumber } from '#lib/money/minor';
import { type Cadence, timesAYear } from '#lib/recurring/contract';

/** What is usual is the middle of these: one bonus or one short month does not move it. */
const latest = 6;
/** Whatever has not come for so many of its own intervals has ended. */
const missedIntervals = 2;

/** Plaid's words, in whichever product and however they are written. */
const cadences: Record<string, Cadence> = {
  WEEKLY: 'weekly',
  BIWEEKLY: 'biweekly',
  SEMIMONTHLY: 'semi_monthly',
  MONTHLY: 'monthly',
  QUARTERLY: 'quarterly',
  ANNUALLY: 'yearly',
  ANNUAL: 'yearly',
};

/** How often somebody is paid. */
export function readCadence(frequency: string | null): Cadence {
  const word = (frequency ?? '').toUpperCase().replace('PAY_FREQUENCY_', '').replaceAll('_', '');
  return cadences[word] ?? 'irregular';
}

/**
 * What a usual month brings: the middle one of the latest six payments, times the payments of a year, over twelve,
 * rounded half to even. So the Selling Guide of Fannie Mae reckons base pay (B3-3.1-03: biweekly × 26 ÷ 12, weekly
 * × 52 ÷ 12, twice monthly × 2).
 *
 * @param minors  the latest last, of one currency
 * @returns null where there is no rhythm, or nothing
 */
export function reckonMonthly(minors: readonly number[], cadence: Cadence): number | null {
  const times = timesAYear[cadence];
  const sorted = minors.slice(-latest).toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const low = sorted[Math.ceil(middle) - 1];
  const high = sorted[Math.floor(middle)];
  if (times === null || low === undefined || high === undefined) return null;
  return toSafeNumber(divideHalfEven((BigInt(low) + BigInt(high)) * BigInt(times), 24n));
}

/** Whether a payment of this rhythm would long have come. */
export function hasEnded(lastOn: CivilDate, to: CivilDate, cadence: Cadence): boolean {
  const times = timesAYear[cadence];
  return times !== null && epochDay(to) - epochDay(lastOn) > (missedIntervals * 366) / times;
}
