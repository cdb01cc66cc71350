import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { currencyExponent } from './currency.ts';
import { divideHalfEven, readDecimal, toDecimal, toMinor } from './minor.ts';

describe('toMinor', () => {
  it.each([
    [12.34, 'USD', 1234],
    [-12.34, 'USD', -1234],
    [0, 'USD', 0],
    [1.005, 'USD', 100],
    [1.015, 'USD', 102],
    [1.025, 'USD', 102],
    [-1.005, 'USD', -100],
    [-1.015, 'USD', -102],
    [23631.9805, 'USD', 2_363_198],
    [89.4, 'USD', 8940],
    [0.1 + 0.2, 'USD', 30],
    [1e-7, 'USD', 0],
    [1e15, 'JPY', 1e15],
    [500, 'JPY', 500],
    [0.5, 'JPY', 0],
    [1.5, 'JPY', 2],
    [1.2345, 'KWD', 1234],
    [0.00000001, 'BTC', 1],
    [1.5e-8, 'BTC', 2],
  ])('reads %d %s as %d minor units', (value, currency, minor) => {
    expect(toMinor(value, currency)).toBe(minor);
  });

  it('is what big integers come to, of any value', () => {
    const size = { min: -1e6, max: 1e6, noNaN: true };
    const value = fc.oneof(
      fc.double(size),
      ...[1, 100, 1_000, 2_000, 1e8].map((per) => fc.maxSafeInteger().map((n) => (n % 1e6) / per)),
    );
    const currency = fc.constantFrom('USD', 'JPY', 'KWD', 'CLF', 'BTC');
    const property = fc.property(value, currency, (amount, code) => {
      const { digits, scale } = readDecimal(amount);
      const whole = digits * 10n ** BigInt(currencyExponent(code));
      expect(BigInt(toMinor(amount, code))).toBe(divideHalfEven(whole, 10n ** BigInt(scale)));
    });
    fc.assert(property, { numRuns: 2_000 });
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 1e16])('refuses %d', (value) => {
    expect(() => toMinor(value, 'USD')).toThrow(RangeError);
  });

  it('never yields negative zero', () => {
    expect(Object.is(toMinor(-0.001, 'USD'), 0)).toBe(true);
  });
});

describe('currencyExponent', () => {
  it.each([
    ['USD', 2],
    ['JPY', 0],
    ['IQD', 3],
    ['CLF', 4],
    ['BTC', 8],
  ])('%s has %d decimal places', (currency, exponent) => {
    expect(currencyExponent(currency)).toBe(exponent);
  });
});

it.each([
  [-1250n, 'USD', '-12.50'],
  [5n, 'USD', '0.05'],
  [-5n, 'KWD', '-0.005'],
  [1200n, 'JPY', '1200'],
  [0n, 'USD', '0.00'],
  [9007199254740993n, 'USD', '90071992547409.93'],
  [100000000n, 'BTC', '1.00000000'],
])('%d minor units of %s are %s', (minor, currency, decimal) => {
  expect(toDecimal(minor, currency)).toBe(decimal);
});
