import { expect, it } from 'vitest';
import { toMinorBounds, widest } from './amount-bounds.ts';

const end = (value: string, included: boolean) => ({ value, included });

it.each([
  ['12.99', true, 2, 1299n, 1299n],
  ['12.99', false, 2, 1300n, 1298n],
  ['-20', true, 2, -2000n, -2000n],
  ['-20', false, 2, -1999n, -2001n],
  ['12.5', true, 0, 13n, 12n],
  ['12.5', false, 0, 13n, 12n],
  ['-12.5', true, 0, -12n, -13n],
  ['-12.5', false, 0, -12n, -13n],
  ['0.005', true, 2, 1n, 0n],
  ['1', true, 8, 100_000_000n, 100_000_000n],
  ['9999999999999', true, 8, 2n ** 63n - 1n, 2n ** 63n - 1n],
  ['-9999999999999', true, 8, 1n - 2n ** 63n, 1n - 2n ** 63n],
  ['9999999999999.99999999', true, 3, 10_000_000_000_000_000n, 9_999_999_999_999_999n],
])(
  'from %s (included: %s) with %d digits is from %s and to %s',
  (value, included, digits, min, max) => {
    const range = { signed: true, min: end(value, included), max: end(value, included) };
    expect(toMinorBounds(range, digits)).toEqual({ min, max });
  },
);

it('leaves open what is open', () => {
  expect(toMinorBounds({ signed: false, min: null, max: end('5', true) }, 2)).toEqual({
    min: null,
    max: 500n,
  });
});

it('takes all of several', () => {
  const some = [
    { min: 5n, max: 7n },
    { min: -2n, max: 100n },
  ];
  expect(widest(some)).toEqual({ min: -2n, max: 100n });
  expect(widest([...some, { min: null, max: 3n }])).toEqual({ min: null, max: 100n });
});
