import { expect, it } from 'vitest';
import { narrowest, toHalves, toMinorBounds, widest } from './amount-bounds.ts';

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

it.each<[boolean, ...(bigint | null)[]]>([
  [false, 5n, 7n, 5n, 7n, -7n, -5n],
  [false, 5n, null, 5n, null, null, -5n],
  [false, null, 7n, 0n, 7n, -7n, -1n],
  [false, 0n, 0n, 0n, 0n, 0n, -1n],
  [false, null, null, 0n, null, null, -1n],
  [true, 5n, 7n, 5n, 7n, 5n, -1n],
  [true, -7n, -5n, 0n, -5n, -7n, -5n],
  [true, null, -5n, 0n, -5n, null, -5n],
  [true, -3n, 8n, 0n, 8n, -3n, -1n],
])('signed (%s) from %s to %s is from %s to %s in, and from %s to %s out', (...row) => {
  const [signed, min = null, max = null, ...ends] = row;
  const [inward, out] = toHalves({ min, max }, signed);
  expect([inward.min, inward.max, out.min, out.max]).toEqual(ends);
});

it('takes what is common to several', () => {
  const some = [
    { min: 5n, max: null },
    { min: 2n, max: 100n },
  ];
  expect(narrowest(some)).toEqual({ min: 5n, max: 100n });
  expect(narrowest([...some, { min: null, max: 4n }])).toBeNull();
  expect(narrowest([{ min: null, max: null }])).toEqual({ min: null, max: null });
});
