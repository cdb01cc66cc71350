import { describe, expect, it } from 'vitest';
import { sayBasis, sumUpTieOut } from './statement-words.ts';

const tieOut = { reason: null, difference: null, partedOn: null };
const ties = { basis: 'read', worthMinor: 1, tieOut: { ...tieOut, status: 'ties_out' } } as const;
const off = {
  basis: 'counted',
  worthMinor: 1,
  tieOut: {
    reason: null,
    status: 'off',
    difference: { minor: -2_000, currency: 'USD' },
    partedOn: '2026-11-03',
  },
} as const;
const byHand = { basis: 'stated', worthMinor: 1, tieOut: null } as const;

describe('what a figure rests on', () => {
  it.each([
    [ties, 'From the bank; ties out'],
    [off, 'Counted back from transactions; off by $20.00 since Nov 3'],
    [byHand, 'Stated by hand'],
    [{ ...ties, worthMinor: null }, 'Not known on this day'],
    [{ ...ties, tieOut: { ...tieOut, status: 'no_basis' } } as const, 'From the bank'],
  ])('%#', (account, words) => {
    expect(sayBasis(account, '2026-11-22')).toBe(words);
  });
});

it('sums up what ties out, what does not, and what could not be compared', () => {
  expect(sumUpTieOut([ties])).toBe('1 of 1 account ties out with the bank.');
  expect(sumUpTieOut([ties, ties, off, byHand])).toBe(
    '2 of 3 accounts tie out with the bank; 1 does not; 1 is kept by hand.',
  );
  expect(sumUpTieOut([{ ...ties, tieOut: null }])).toBe(
    '0 of 1 account tie out with the bank; 1 could not be compared.',
  );
  expect(sumUpTieOut([byHand, byHand])).toBe('All of it is kept by hand: no bank confirms it.');
});
