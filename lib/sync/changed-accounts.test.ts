import { expect, it } from 'vitest';
import type { ProviderTransaction } from '#lib/plaid/transactions';
import { listChangedAccounts } from './changed-accounts.ts';
import { type ExistingRow, planChanges } from './plan-changes.ts';

const row = (id: string, fields: Partial<ProviderTransaction> = {}): ProviderTransaction => ({
  plaidTransactionId: id,
  plaidAccountId: 'checking',
  plaidPendingId: null,
  pending: false,
  date: '2026-11-01',
  authorizedDate: null,
  amountMinor: -100,
  currency: 'USD',
  name: 'Shop',
  merchantName: null,
  originalDescription: null,
  merchantEntityId: null,
  logoUrl: null,
  paymentChannel: null,
  pfcPrimary: null,
  pfcDetailed: null,
  raw: '{}',
  ...fields,
});

const held = (id: string, fields: Partial<ExistingRow> = {}): ExistingRow => ({
  ...row(id),
  id: `our ${id}`,
  removed: false,
  aliases: [],
  ...fields,
});

function changedBy(
  existing: ExistingRow[],
  delta: Record<string, ProviderTransaction | null>,
  full = false,
): string[] {
  let made = 0;
  const transactions = new Map(Object.entries(delta));
  const plan = planChanges(existing, { transactions, full }, () => `made ${++made}`);
  return [...listChangedAccounts(plan, existing)].sort();
}

it.each<[string, ExistingRow[], Record<string, ProviderTransaction | null>, string[]]>([
  ['a new row', [], { a: row('a') }, ['checking']],
  ['the very same row again', [held('a')], { a: row('a') }, []],
  ['another logo', [held('a')], { a: row('a', { logoUrl: 'https://x' }) }, []],
  ['another amount', [held('a')], { a: row('a', { amountMinor: -200 }) }, ['checking']],
  ['another currency', [held('a')], { a: row('a', { currency: 'EUR' }) }, ['checking']],
  ['a withdrawn row', [held('a')], { a: null }, ['checking']],
  ['a row withdrawn before', [held('a', { removed: true })], { a: null }, []],
  ['a row that returns', [held('a', { removed: true })], { a: row('a') }, ['checking']],
  [
    'a row that moves to another account',
    [held('a')],
    { a: row('a', { plaidAccountId: 'card' }) },
    ['card', 'checking'],
  ],
  [
    'a pending row that posts under a new id',
    [held('a', { pending: true })],
    { b: row('b', { plaidPendingId: 'a' }) },
    ['checking'],
  ],
  [
    'a pending row that a posted one absorbs',
    [held('a', { pending: true, plaidAccountId: 'card' }), held('b')],
    { b: row('b', { plaidPendingId: 'a' }) },
    ['card'],
  ],
])('%s', (_, existing, delta, changed) => {
  expect(changedBy(existing, delta)).toEqual(changed);
});

it('a row that a full delta does not name', () => {
  expect(changedBy([held('a', { plaidAccountId: 'card' })], {}, true)).toEqual(['card']);
});
