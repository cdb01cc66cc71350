import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SplitDto } from './contract.ts';
import { fitParts, fitWays } from './fit-parts.ts';

function split(amount: number, ...sizes: number[]): SplitDto {
  return {
    by: 'person',
    rule: null,
    amount: { minor: amount, currency: 'USD' },
    parts: sizes.map((minor, index) => ({
      id: String(index),
      minor,
      category: null,
      note: null,
      tags: [],
    })),
    leftMinor: sizes.reduce((left, size) => left - size, amount),
  };
}

const sizesOf = (of: SplitDto, way: (typeof fitWays)[number]) =>
  fitParts(of, 'tips', way)?.map(({ minor }) => minor) ?? null;

describe('a split that the bank changed the amount of', () => {
  const tipped = split(-4_400, -3_000, -1_000);

  it('comes to it again in one of three ways', () => {
    expect(sizesOf(tipped, 'largest')).toEqual([-3_400, -1_000]);
    expect(sizesOf(tipped, 'scaled')).toEqual([-3_300, -1_100]);
    expect(sizesOf(tipped, 'own')).toEqual([-3_000, -1_000, -400]);
    expect(fitParts(tipped, 'tips', 'own')?.at(-1)).toMatchObject({ categoryId: 'tips' });
  });

  it('is not offered a way that leaves a part without an amount', () => {
    expect(sizesOf(split(-1_000, -3_000, -1_000), 'largest')).toBeNull();
    expect(sizesOf(split(5, 10, -10), 'scaled')).toBeNull();
    expect(sizesOf(split(-1, -3_000, -1_000), 'scaled')).toBeNull();
  });

  it('always comes to the amount', () => {
    const minor = fc.integer({ min: -100_000, max: 100_000 }).filter((each) => each !== 0);
    fc.assert(
      fc.property(minor, fc.array(minor, { minLength: 2, maxLength: 10 }), (amount, sizes) => {
        for (const way of fitWays) {
          const fitted = sizesOf(split(amount, ...sizes), way);
          if (fitted) expect(fitted.reduce((all, each) => all + each, 0)).toBe(amount);
        }
      }),
    );
  });
});
