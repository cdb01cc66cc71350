import type { Fraction } from '#lib/money/fraction';

/** A rate as it is kept: numerator / 10^scale, without zeros at its end, so that equal ones are the same. */
export type RateValue = { numerator: bigint; scale: number };

const largestScale = 12;
/** What a BIGINT holds. */
const largestNumerator = 10n ** 18n;

/** Plain decimal text, above zero. Null for anything else, or for more digits than are kept. */
export function readRateText(text: string): RateValue | null {
  const match = /^(\d{1,12})(?:\.(\d{1,18}))?$/.exec(text.trim());
  if (!match) return null;
  const decimals = (match[2] ?? '').replace(/0+$/, '');
  const numerator = BigInt(`${match[1]}${decimals}`);
  if (decimals.length > largestScale || numerator > largestNumerator) return null;
  return numerator === 0n ? null : { numerator, scale: decimals.length };
}

export function writeRate({ numerator, scale }: RateValue): string {
  const digits = String(numerator).padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  return scale === 0 ? whole : `${whole}.${digits.slice(-scale)}`;
}

export function toFraction({ numerator, scale }: RateValue): Fraction {
  return { numerator, denominator: 10n ** BigInt(scale) };
}
