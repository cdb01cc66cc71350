import { expect, it } from 'vitest';
import type { TransactionFilter } from '#lib/transactions/contract';
import { monthsAsked } from './months-asked.ts';

const id = '01900000-0000-7000-8000-000000000000';

it.each<[TransactionFilter]>([
  [{}],
  [{ q: '' }],
  [{ accountId: id, categoryId: id, pending: false, hidden: true, transfer: false }],
  [{ categoryId: 'none', q: 'counts:direct' }],
  [{ q: 'counts:spending category:coffee account:0000 is:posted has:category is:transfer' }],
])('takes sums for what rows are added up by: %j', (filter) => {
  expect(monthsAsked(filter)).toEqual({ whole: {}, rest: [] });
});

it.each<[TransactionFilter]>([
  [{ merchant: 'Aldi' }],
  [{ tagIds: [id] }],
  [{ min: '1' }],
  [{ max: '1' }],
  [{ direction: 'out' }],
  [{ reviewed: false }],
  [{ q: 'coffee' }],
  [{ q: '>50' }],
  [{ q: '12.99' }],
  [{ q: 'tag:trip' }],
  [{ q: 'is:reviewed' }],
  [{ q: 'is:unreviewed' }],
  [{ q: 'is:owed' }],
  [{ q: 'is:split' }],
  [{ q: 'has:note' }],
  [{ q: 'has:tag' }],
  [{ q: 'has:refund' }],
  [{ q: 'colour:red' }],
])('asks rows for all else: %j', (filter) => {
  expect(monthsAsked(filter)).toBeNull();
});

it('takes the time that is chosen and typed, where both hold', () => {
  const filter = { from: '2026-01-01', to: '2026-12-31', q: '2026-03' };
  expect(monthsAsked(filter)?.whole).toEqual({ from: '2026-03-01', to: '2026-03-31' });
  expect(monthsAsked({ ...filter, from: '2026-03-02' })).toBeNull();
});
