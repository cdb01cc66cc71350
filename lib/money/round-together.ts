import 'server-only';
import { currencyExponent } from './currency.ts';
import { divideHalfEven, readDecimal } from './minor.ts';

/**
 * Exact amounts as minor units that come to what the exact sum comes to: each is rounded down, and what is left of
 * the sum, rounded half to even, goes to those that lost most by it, the earlier one first.
 *
 * @param amounts  plain decimals, in units of the currency
 */
export function roundTogether(amounts: readonly string[], currency: string): bigint[] {
  const decimals = amounts.map(readDecimal);
  const exponent = currencyExponent(currency);
  const scale = Math.max(exponent, ...decimals.map((each) => each.scale));
  const exact = decimals.map((each) => each.digits * 10n ** BigInt(scale - each.scale));
  const divisor = 10n ** BigInt(scale - exponent);
  const rest = exact.map((each) => ((each % divisor) + divisor) % divisor);
  const minor = exact.map((each, index) => (each - (rest[index] ?? 0n)) / divisor);
  const sum = divideHalfEven(addUp(exact), divisor);
  const order = [...minor.keys()].sort((a, b) => compare(rest[b] ?? 0n, rest[a] ?? 0n) || a - b);
  const left = sum - addUp(minor);
  for (const index of order.slice(0, Number(left))) minor[index] = (minor[index] ?? 0n) + 1n;
  return minor;
}

function addUp(values: readonly bigint[]): bigint {
  return values.reduce((sum, value) => sum + value, 0n);
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
