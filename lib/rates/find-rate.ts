import 'server-only';
import { epochDay } from '#lib/dates/civil-date';
import { type Fraction, multiply } from '#lib/money/fraction';
import type { RateDto } from './contract.ts';
import { longestRateDays } from './limits.ts';
import { readRateText, toFraction } from './rate-text.ts';

/** How one currency stood to another on a day of which something is known, and by which rates. */
export type DatedRate = { day: number; value: Fraction; rates: RateDto[] };

/**
 * The days of which it is known what a unit of `from` was worth in `to`, in their order. It is known by a rate of
 * the pair; else by one of the pair turned round; else through a third currency that has a rate to both on
 * that same day, as a central bank publishes them: rates of different days are never put together.
 */
export function courseOf(rates: readonly RateDto[], from: string, to: string): DatedRate[] {
  const byDay = Map.groupBy(rates, ({ date }) => date);
  return [...byDay.keys()].sort().flatMap((date) => {
    const found = findOn(byDay.get(date) ?? [], from, to);
    return found ? [{ day: epochDay(date), ...found }] : [];
  });
}

/** What holds on a day: the latest of that day or before, unless it is too old. */
export function rateOn(course: readonly DatedRate[], day: number): DatedRate | null {
  const latest = latestBy(course, day);
  return latest && day - latest.day <= longestRateDays ? latest : null;
}

export function latestBy(course: readonly DatedRate[], day: number): DatedRate | null {
  let [low, high] = [0, course.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((course[middle]?.day ?? 0) <= day) low = middle + 1;
    else high = middle;
  }
  return course[low - 1] ?? null;
}

type Found = Omit<DatedRate, 'day'>;

function findOn(rates: readonly RateDto[], from: string, to: string): Found | null {
  const direct = legOf(rates, from, to);
  if (direct) return direct;
  const between = rates.flatMap((rate) =>
    rate.from === from ? rate.to : rate.to === from ? rate.from : [],
  );
  for (const third of between.sort()) {
    const [first, second] = [legOf(rates, from, third), legOf(rates, third, to)];
    if (!first || !second) continue;
    return {
      value: multiply(first.value, second.value),
      rates: [...first.rates, ...second.rates],
    };
  }
  return null;
}

function legOf(rates: readonly RateDto[], from: string, to: string): Found | null {
  const own = rates.find((rate) => rate.from === from && rate.to === to);
  const rate = own ?? rates.find((each) => each.from === to && each.to === from);
  const kept = rate && readRateText(rate.rate);
  if (!kept) return null;
  const { numerator, denominator } = toFraction(kept);
  const value = own
    ? { numerator, denominator }
    : { numerator: denominator, denominator: numerator };
  return { value, rates: [rate] };
}
