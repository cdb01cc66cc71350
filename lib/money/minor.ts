import { currencyExponent } from './currency.ts';

/**
 * Rounds a decimal number, as JSON carries it, to integer minor units: half to even, on the
 * shortest decimal that names the double, so that 1.005 is read as 1.005 and not as 1.00499….
 *
 * @param value     units of the currency
 * @param currency  ISO 4217 or an unofficial code (8 decimals)
 * @returns minor units
 * @throws RangeError when not finite, or beyond what a Number holds exactly
 */
export function toMinor(value: number, currency: string): number {
  if (!Number.isFinite(value)) throw new RangeError('An amount must be a finite number.');
  const places = currencyExponent(currency);
  const whole = Math.round(value * 10 ** places);
  // Two decimals of up to fifteen digits never name one double: this one is the shortest that names the value. Most
  // amounts are such, and big integers take twenty times as long.
  if (Math.abs(whole) < 1e15 && whole / 10 ** places === value) return whole === 0 ? 0 : whole;
  const { digits, scale } = readDecimal(value);
  const shift = places - scale;
  const minor =
    shift >= 0 ? digits * 10n ** BigInt(shift) : divideHalfEven(digits, 10n ** BigInt(-shift));
  return toSafeNumber(minor);
}

/** Minor units as a plain decimal number, for programs: `-12.50`, `1200`. */
export function toDecimal(minor: bigint, currency: string): string {
  const places = currencyExponent(currency);
  const digits = String(minor < 0n ? -minor : minor).padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const size = places === 0 ? whole : `${whole}.${digits.slice(-places)}`;
  return minor < 0n ? `-${size}` : size;
}

/** @throws RangeError when the integer does not fit a Number exactly */
export function toSafeNumber(minor: bigint): number {
  const value = Number(minor);
  if (!Number.isSafeInteger(value)) throw new RangeError('An amount is too large to be exact.');
  return value;
}

/** A decimal number, as JSON carries it, written out with every digit it has: `0.00000012`, `-47.5`. */
export function toExactDecimal(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError('A quantity must be a finite number.');
  return writeDecimal(readDecimal(value));
}

/** What plain decimals come to, with every digit. */
export function toDecimalSum(values: readonly string[]): string {
  const decimals = values.map(readDecimal);
  const scale = Math.max(0, ...decimals.map((each) => each.scale));
  const digits = decimals.map((each) => each.digits * 10n ** BigInt(scale - each.scale));
  return writeDecimal({ digits: digits.reduce((sum, each) => sum + each, 0n), scale });
}

function writeDecimal({ digits, scale }: { digits: bigint; scale: number }): string {
  const size = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0');
  const whole = size.slice(0, size.length - scale);
  return `${digits < 0n ? '-' : ''}${scale === 0 ? whole : `${whole}.${size.slice(-scale)}`}`;
}

/** value = digits × 10^-scale, exactly as its shortest decimal form says. */
export function readDecimal(value: number | string): { digits: bigint; scale: number } {
  const [mantissa = '0', exponent = '0'] = String(value).split('e');
  const [integer = '0', fraction = ''] = mantissa.split('.');
  const scale = fraction.length - Number(exponent);
  const digits = BigInt(integer + fraction);
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
}

/** @param divisor  positive */
export function divideHalfEven(value: bigint, divisor: bigint): bigint {
  const quotient = value / divisor;
  const remainder = value % divisor;
  const twice = (remainder < 0n ? -remainder : remainder) * 2n;
  const roundsAway = twice > divisor || (twice === divisor && quotient % 2n !== 0n);
  if (!roundsAway) return quotient;
  return value < 0n ? quotient - 1n : quotient + 1n;
}
