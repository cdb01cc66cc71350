import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toExactDecimal, toMinor } from './minor.ts';
import { roundTogether } from './round-together.ts';

describe('toExactDecimal', () => {
  it.each([
    [0, '0'],
    [12, '12'],
    [-0.5, '-0.5'],
    [47.74104242992852, '47.74104242992852'],
    [0.177494362, '0.177494362'],
    [1.5e-8, '0.000000015'],
    [-1.5e-8, '-0.000000015'],
    [1e21, '1000000000000000000000'],
  ])('writes %d as %s', (value, text) => {
    expect(toExactDecimal(value)).toBe(text);
  });

  it('loses nothing', () => {
    const value = fc.double({ noNaN: true, noDefaultInfinity: true }).filter((each) => each !== 0);
    fc.assert(
      fc.property(value, (each) => {
        expect(Number(toExactDecimal(each))).toBe(each);
      }),
    );
  });

  it.each([Number.NaN, Number.NEGATIVE_INFINITY])('refuses %d', (value) => {
    expect(() => toExactDecimal(value)).toThrow(RangeError);
  });
});

describe('roundTogether', () => {
  it.each([
    // The 401k of Plaid's Sandbox, whose bank gives four decimals: rounded one by one it would be a cent more.
    [
      ['2.11', '20.84', '636.309', '1855.875', '7397.49', '1373.6865', '12345.67'],
      'USD',
      [211, 2_084, 63_631, 185_587, 739_749, 137_369, 1_234_567],
    ],
    [['0.005', '0.005'], 'USD', [1, 0]],
    [['1000000', '-999999.996'], 'USD', [100_000_000, -100_000_000]],
    [['10.4', '10.4'], 'JPY', [11, 10]],
    [[], 'USD', []],
  ])('makes minor units of %j %s', (amounts, currency, minor) => {
    expect(roundTogether(amounts, currency).map(Number)).toEqual(minor);
  });

  it('comes to the rounded sum, each within a minor unit of its amount', () => {
    const amount = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
    fc.assert(
      fc.property(fc.array(amount, { maxLength: 40 }), (given) => {
        const amounts = given.map((each) => toExactDecimal(each / 10_000));
        const minor = roundTogether(amounts, 'USD');
        const sum = given.reduce((all, each) => all + each, 0);
        expect(minor.reduce((all, each) => all + Number(each), 0)).toBe(
          toMinor(sum / 10_000, 'USD'),
        );
        for (const [index, each] of given.entries()) {
          expect(Math.abs(Number(minor[index]) * 100 - each)).toBeLessThan(100);
        }
      }),
    );
  });
});
