import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareOut } from './share-out.ts';

const share = (total: number, ...weights: number[]) =>
  shareOut(BigInt(total), weights.map(BigInt)).map(Number);

describe('shareOut', () => {
  it.each([
    [100, [1, 1, 1], [34, 33, 33]],
    [-100, [1, 1, 1], [-34, -33, -33]],
    [10_001, [3_333, 3_333, 3_334], [3_333, 3_333, 3_335]],
    // A coupon of 5 in a purchase of 20 that became 24.
    [-2_400, [-2_500, 500], [-3_000, 600]],
    [1, [1, 1], [1, 0]],
    [0, [1, 2], [0, 0]],
  ])('shares %i out by %j', (total, weights, shares) => {
    expect(share(total, ...weights)).toEqual(shares.map((each) => expect.closeTo(each)));
  });

  it('always comes to the whole, each share within a minor unit of its exact one', () => {
    const size = 10n ** 15n;
    const amount = fc.bigInt({ min: -size, max: size });
    const weights = fc.array(fc.bigInt({ min: -10_000n, max: 10_000n }), {
      minLength: 1,
      maxLength: 50,
    });
    const sumOf = (all: bigint[]) => all.reduce((sum, each) => sum + each, 0n);
    fc.assert(
      fc.property(amount, weights, (total, given) => {
        const sum = sumOf(given);
        fc.pre(sum !== 0n);
        const shares = shareOut(total, given);
        expect(sumOf(shares)).toBe(total);
        const size = sum < 0n ? -sum : sum;
        for (const [index, weight] of given.entries()) {
          const off = (shares[index] ?? 0n) * sum - total * weight;
          expect(off < size && -off < size).toBe(true);
        }
      }),
    );
  });

  it('refuses weights that come to nothing', () => {
    expect(() => share(5, 1, -1)).toThrow(RangeError);
  });
});
