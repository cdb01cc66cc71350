import { describe, expect, it } from 'vitest';
import type { MoneyNotice } from './contract.ts';
import { describeMoneyNotice } from './money-words.ts';

const row = {
  accountId: '00000000-0000-4000-8000-000000000001',
  transactionId: '00000000-0000-4000-8000-000000000002',
  merchant: 'Oak & Sons',
  on: '2026-11-20',
  amountMinor: 81_250,
  currency: 'USD',
};

const notices: MoneyNotice[] = [
  { kind: 'large_payment', ...row, fromMinor: 50_000 },
  {
    kind: 'unusual_payment',
    ...row,
    usual: { of: 'category', name: 'Home', count: 12, medianMinor: 9_000, mostMinor: 20_000 },
  },
  { kind: 'refund_arrived', ...row, paid: { minor: 90_000, on: '2025-11-30' } },
  {
    kind: 'over_budget',
    categoryId: row.accountId,
    name: 'Home',
    spentMinor: 81_250,
    plannedMinor: 50_000,
    currency: 'USD',
    from: '2026-11-01',
    to: '2026-11-30',
  },
  {
    kind: 'weekly_summary',
    from: '2026-11-16',
    to: '2026-11-22',
    currency: 'USD',
    spentMinor: 81_250,
    beforeMinor: 90_000,
    top: [{ name: 'Home', spentMinor: 70_000, beforeMinor: 0 }],
    others: ['EUR'],
    budget: { leftMinor: -1_000, to: '2026-11-30' },
  },
];

describe.each(notices)('what is told of $kind', (notice) => {
  const { title, body } = describeMoneyNotice(notice, '2026-11-21');

  it('has its amount in the text, and none in the title, which is a mail’s subject', () => {
    expect(body).toContain('$812.50');
    expect(title).not.toMatch(/[$.]|\d{3}/);
  });
});

it('says where nothing was left to spend, and where nobody is named', () => {
  const [large, , , over] = notices;
  const words = (notice: MoneyNotice | undefined, change: object) =>
    describeMoneyNotice({ ...notice, ...change } as MoneyNotice, '2026-11-21');
  expect(words(over, { plannedMinor: -100 }).body).toBe(
    '$812.50 spent where nothing was left, Nov 1 to Nov 30.',
  );
  expect(words(large, { merchant: '' }).title).toBe('A payee without a name: a large payment');
});

it('says a week in sentences', () => {
  const week = notices.at(-1);
  const words = week && describeMoneyNotice(week, '2026-11-23');
  expect(words?.body).toBe(
    '$812.50 spent, $87.50 less than the week before. Most of all: Home. ' +
      '$10.00 over the budget until Nov 30. What was spent in EUR is not in these figures.',
  );
  expect(words?.rows).toEqual([['Home', '$700.00', '$0.00 the week before']]);
});
