import { describe, expect, it } from 'vitest';
import { readFilter, transactionPatch, writeFilter } from './contract.ts';

const accountId = '01900000-0000-7000-8000-000000000000';

describe('readFilter', () => {
  it.each([
    [
      { q: 'coffee', accountId, reviewed: 'false' },
      { q: 'coffee', accountId, reviewed: false },
    ],
    [{ accountId: 'garbage', q: 'coffee' }, { q: 'coffee' }],
    [{ q: 'x'.repeat(201), pending: 'true' }, { pending: true }],
    [{ q: ['a', 'b'], from: '2026-02-30', to: '2026-02-28' }, { to: '2026-02-28' }],
    [{ q: '   ', reviewed: 'perhaps', open: accountId }, {}],
    [{}, {}],
  ])('of %j is %j', (params, filter) => {
    expect(readFilter(params)).toEqual(filter);
  });
});

describe('writeFilter', () => {
  it('writes what readFilter reads, whatever the order', () => {
    const filter = { reviewed: false, q: 'a&b=c', accountId, from: '2026-01-01', pending: true };
    const written = writeFilter(filter);
    expect(readFilter(Object.fromEntries(written))).toEqual(filter);
    const reversed = Object.fromEntries(Object.entries(filter).reverse());
    expect(String(writeFilter(reversed))).toBe(String(written));
    expect(String(writeFilter({ q: '', accountId: undefined }))).toBe('');
  });
});

describe('transactionPatch', () => {
  it('sets a field or gives it back, never both', () => {
    expect(transactionPatch.safeParse({ revert: ['categoryId'], note: 'x' }).success).toBe(true);
    for (const patch of [
      { revert: ['categoryId'], categoryId: null },
      { revert: ['amount'] },
      { revert: [] },
    ]) {
      expect(transactionPatch.safeParse(patch).success).toBe(false);
    }
  });
});
