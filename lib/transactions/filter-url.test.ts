import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { transactionFilterQuery } from './contract.ts';
import { noCategory, readFilter, writeFilter } from './filter-url.ts';

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

  const names = Object.keys(transactionFilterQuery.shape);
  const uuid = fc.uuid();
  const number = fc.oneof(fc.nat().map(String), fc.double({ min: 0, noNaN: true }).map(String));
  const date = fc
    .tuple(fc.integer({ min: -1, max: 10_001 }), fc.nat(14), fc.nat(33))
    .map((parts) => parts.map((part, at) => String(part).padStart(at ? 2 : 4, '0')).join('-'));
  const value = fc.oneof(
    fc.string({ maxLength: 210, unit: 'binary' }),
    fc.array(uuid, { maxLength: 22 }).map((ids) => ids.join(',')),
    uuid.map((id) => id.toUpperCase()),
    fc.constantFrom('true', 'false', 'in', 'out', noCategory, '', ' a '),
    number,
    date,
    fc.array(fc.string({ maxLength: 3 })),
  );
  it.each(names)('reads of %s what the API’s schema lets through', (name) => {
    fc.assert(
      fc.property(value, (given) => {
        const { data } = transactionFilterQuery.safeParse({ [name]: given });
        const empty = { ...data, q: data?.q || undefined };
        expect(readFilter({ [name]: given })).toEqual(empty);
      }),
      { numRuns: 500 },
    );
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
