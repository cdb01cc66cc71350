import 'server-only';
import type { DayValues } from '#lib/balances/contract';
import { type Fraction, multiply } from '#lib/money/fraction';
import { divideHalfEven } from '#lib/money/minor';

/** What came in (positive) or left on a day, by its index among the days. */
export type DayFlow = { index: number; minor: bigint };

export type TimeWeighted = {
  /** Hundredths of a percent, over the whole time and not per year. */
  basisPoints: number;
  /** The days it begins after and ends with, as indexes. */
  fromIndex: number;
  toIndex: number;
  /** The most days between two that are known. */
  longestGapDays: number;
};

/** GIPS asks for a valuation a month at least: over a longer gap a weighted flow is a guess. */
const gapLimitDays = 31;

/**
 * The time-weighted return of a portfolio: from each day whose value is known to the next, the gain over the capital at
 * work, the results multiplied. Between two neighbouring days a flow counts from the second on, which makes it the
 * true time-weighted return; over a gap each flow weighs by the days it was there (Modified Dietz), so that
 * r = (V1 − V0 − F) ÷ (V0 + Σ w·f), w = (days − day of the flow) ÷ days. In exact fractions, rounded once.
 *
 * @param values  at the end of each day, minor units; null where it is not known
 * @returns null where fewer than two days are known, a gap is too long, or no capital was at work
 */
export function timeWeighted(values: DayValues, flows: readonly DayFlow[]): TimeWeighted | null {
  const known = values.flatMap((minor, index) => (minor === null ? [] : { index, minor }));
  const [first, ...later] = known;
  if (!first || later.length === 0) return null;
  let [last, longestGapDays] = [first, 1];
  let growth: Fraction = { numerator: 1n, denominator: 1n };
  for (const next of later) {
    const gap = next.index - last.index;
    const own = flows.filter(({ index }) => index > last.index && index <= next.index);
    const factor = gap > gapLimitDays ? null : factorOf(last, next, own);
    if (factor === null) return null;
    growth = multiply(growth, factor);
    longestGapDays = Math.max(longestGapDays, gap);
    last = next;
  }
  const gained = (growth.numerator - growth.denominator) * 10_000n;
  return {
    basisPoints: Number(divideHalfEven(gained, growth.denominator)),
    fromIndex: first.index,
    toIndex: last.index,
    longestGapDays,
  };
}

type Known = { index: number; minor: number };

/** One plus the return of a stretch; both sides are multiplied by its days, so that weights are whole. */
function factorOf(start: Known, end: Known, flows: readonly DayFlow[]): Fraction | null {
  const days = BigInt(end.index - start.index);
  const came = flows.reduce((sum, { minor }) => sum + minor, 0n);
  const weighted = flows.reduce(
    (sum, { index, minor }) => sum + minor * BigInt(end.index - index),
    0n,
  );
  const capital = BigInt(start.minor) * days + weighted;
  const gain = (BigInt(end.minor) - BigInt(start.minor) - came) * days;
  // Nothing in it at either end, and nothing between: nothing was lost or won.
  if (capital === 0n && gain === 0n) return { numerator: 1n, denominator: 1n };
  if (capital <= 0n) return null;
  return { numerator: capital + gain, denominator: capital };
}
