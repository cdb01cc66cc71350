import 'server-only';
import { currencyExponent } from '#lib/money/currency';
import { add, type Fraction, multiply } from '#lib/money/fraction';
import { divideHalfEven } from '#lib/money/minor';

type Part = { minor: number; currency: string };

/**
 * Amounts of several currencies as one. Exact until the end, where the total alone is rounded, half to even: what
 * rows and accounts come to is never rounded on the way.
 *
 * @param findRate  what one unit of a part's currency is worth for it; null where that is not known
 * @returns minor units of `to`; null where a rate is missing, or a Number does not hold the total exactly
 */
export function convertSum<Each extends Part>(
  parts: readonly Each[],
  to: string,
  findRate: (part: Each) => Fraction | null,
): number | null {
  let sum: Fraction = { numerator: 0n, denominator: 1n };
  for (const part of parts) {
    const { minor, currency } = part;
    // Nothing is nothing in every currency.
    if (minor === 0) continue;
    const rate = currency === to ? one : findRate(part);
    if (!rate) return null;
    const scaled = multiply(shift(currencyExponent(to) - currencyExponent(currency)), rate);
    sum = add(sum, multiply({ numerator: BigInt(minor), denominator: 1n }, scaled));
  }
  const total = Number(divideHalfEven(sum.numerator, sum.denominator));
  return Number.isSafeInteger(total) ? total : null;
}

const one: Fraction = { numerator: 1n, denominator: 1n };

/** From the decimals of one currency to those of another. */
function shift(places: number): Fraction {
  const power = 10n ** BigInt(Math.abs(places));
  return places >= 0
    ? { numerator: power, denominator: 1n }
    : { numerator: 1n, denominator: power };
}
