import 'server-only';
import type { AmountEnd, AmountRange } from './search-language.ts';

/** The smallest and the largest count of minor units, both included; null is no bound. */
export type MinorBounds = { min: bigint | null; max: bigint | null };

/**
 * A range in units of a currency as whole minor units. An end that the currency has no digits for
 * (12.5 yen) moves inwards to the next whole one.
 *
 * @param exponent  digits after the point in that currency
 */
export function toMinorBounds({ min, max }: AmountRange, exponent: number): MinorBounds {
  return {
    min: min && clamp(leastWithin(min, exponent)),
    max: max && clamp(mostWithin(max, exponent)),
  };
}

/** What no column holds is as far away as the last that it does, and no amount is there. */
function clamp(minor: bigint): bigint {
  if (minor > greatest) return greatest;
  return minor < -greatest ? -greatest : minor;
}

const greatest = 2n ** 63n - 1n;

/** From the least of their ends to the greatest. */
export function widest(bounds: readonly MinorBounds[]): MinorBounds {
  const order = (a: bigint, b: bigint) => (a < b ? -1 : Number(a > b));
  const mins = bounds.flatMap(({ min }) => min ?? []).sort(order);
  const maxs = bounds.flatMap(({ max }) => max ?? []).sort(order);
  return {
    min: mins.length < bounds.length ? null : (mins[0] ?? null),
    max: maxs.length < bounds.length ? null : (maxs.at(-1) ?? null),
  };
}

/** What comes in and what goes out of a range of amounts, or of sizes of either; nothing counts as what comes in. */
export function toHalves({ min, max }: MinorBounds, signed: boolean): [MinorBounds, MinorBounds] {
  const inward = { min: min !== null && min > 0n ? min : 0n, max };
  const out = signed ? { min, max } : { min: max && -max, max: min && -min };
  return [inward, { min: out.min, max: out.max !== null && out.max < 0n ? out.max : -1n }];
}

/** What lies in all of them; null where nothing does. */
export function narrowest(bounds: readonly MinorBounds[]): MinorBounds | null {
  const order = (a: bigint, b: bigint) => (a < b ? -1 : Number(a > b));
  const min =
    bounds
      .flatMap((each) => each.min ?? [])
      .sort(order)
      .at(-1) ?? null;
  const max = bounds.flatMap((each) => each.max ?? []).sort(order)[0] ?? null;
  return min !== null && max !== null && min > max ? null : { min, max };
}

function leastWithin({ value, included }: AmountEnd, exponent: number): bigint {
  const { floor, isWhole } = shift(value, exponent);
  return isWhole && included ? floor : floor + 1n;
}

function mostWithin({ value, included }: AmountEnd, exponent: number): bigint {
  const { floor, isWhole } = shift(value, exponent);
  return isWhole && !included ? floor - 1n : floor;
}

/** The decimal times ten to the exponent, rounded down. */
function shift(value: string, exponent: number): { floor: bigint; isWhole: boolean } {
  const isNegative = value.startsWith('-');
  const [whole = '', fraction = ''] = value.replace('-', '').split('.');
  const kept = fraction.slice(0, exponent).padEnd(exponent, '0');
  const isWhole = /^0*$/.test(fraction.slice(exponent));
  const size = BigInt(whole + kept);
  if (!isNegative) return { floor: size, isWhole };
  return { floor: isWhole ? -size : -size - 1n, isWhole };
}
