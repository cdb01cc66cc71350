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

const reading = { readerId: row.accountId, today: '2026-11-21' };

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
    kind: 'bill_due',
    accountId: row.accountId,
    name: 'Power',
    on: '2026-11-24',
    amountMinor: 81_250,
    lowMinor: 70_000,
    highMinor: 81_250,
    currency: 'USD',
    href: `/recurring?open=${row.transactionId}`,
  },
  {
    kind: 'price_changed',
    streamId: row.transactionId,
    accountId: row.accountId,
    name: 'Films',
    fromMinor: 80_000,
    toMinor: 81_250,
    since: '2026-11-20',
    yearMinor: 15_000,
    currency: 'USD',
  },
  {
    kind: 'low_balance',
    accountId: row.accountId,
    floorMinor: 0,
    on: '2026-12-01',
    worstOn: '2026-12-04',
    missingMinor: 81_250,
    currency: 'USD',
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
    next: [{ name: 'Rent', on: '2026-11-25', amountMinor: -120_000, currency: 'USD' }],
  },
];

describe.each(notices)('what is told of $kind', (notice) => {
  const { title, body } = describeMoneyNotice(notice, reading);

  it('has its amount in the text, and none in the title, which is a mail’s subject', () => {
    expect(body).toContain('$812.50');
    expect(title).not.toMatch(/[$.]|\d{3}/);
  });
});

it('says where nothing was left to spend, and where nobody is named', () => {
  const [large, , , over] = notices;
  const words = (notice: MoneyNotice | undefined, change: object) =>
    describeMoneyNotice({ ...notice, ...change } as MoneyNotice, reading);
  expect(words(over, { plannedMinor: -100 }).body).toBe(
    '$812.50 spent where nothing was left, Nov 1 to Nov 30.',
  );
  expect(words(large, { merchant: '' }).title).toBe('A payee without a name: a large payment');
});

it('says a week in sentences', () => {
  const week = notices.at(-1);
  const words = week && describeMoneyNotice(week, { ...reading, today: '2026-11-23' });
  expect(words?.body).toBe(
    '$812.50 spent, $87.50 less than the week before. Most of all: Home. ' +
      '$10.00 over the budget until Nov 30. What was spent in EUR is not in these figures. ' +
      'Next to come: Rent on Nov 25.',
  );
  expect(words?.rows).toEqual([
    ['Home', '$700.00', '$0.00 the week before'],
    ['Rent', '−$1,200.00', 'due Nov 25'],
  ]);
});

describe('what is told of what comes', () => {
  const words = (kind: MoneyNotice['kind'], change: object = {}, accountName?: string) => {
    const notice = notices.find((each) => each.kind === kind);
    const { title, body } = describeMoneyNotice({ ...notice, ...change } as MoneyNotice, {
      ...reading,
      accountName,
    });
    return `${title} | ${body}`;
  };

  it('names the account to its reader in the app, and to no mail', () => {
    expect(words('bill_due', {}, 'Main')).toBe(
      'Power is due on Nov 24 | $812.50 is expected to leave from Main. It was between $700.00 and $812.50 lately.',
    );
    expect(words('bill_due', { lowMinor: 81_250 })).toBe(
      'Power is due on Nov 24 | $812.50 is expected to leave.',
    );
    expect(words('low_balance', {}, 'Main')).toBe(
      'Main will run short on Dec 1 | By what is due, pending and budgeted until Dec 4, $812.50 is missing to pay for it all.',
    );
    expect(words('low_balance', { floorMinor: 100_000, worstOn: '2026-12-01' })).toBe(
      'An account will be low on Dec 1 | By what is due, pending and budgeted, $812.50 is missing of the $1,000.00 you want to be left.',
    );
  });

  it('says what a price was, is, and makes of a year', () => {
    expect(words('price_changed')).toBe(
      'Films costs more than before | $812.50 since Nov 20, and $800.00 before. That is $150.00 more a year.',
    );
    const less = { fromMinor: 90_000, yearMinor: null };
    expect(words('price_changed', less)).toBe(
      'Films costs less than before | $812.50 since Nov 20, and $900.00 before.',
    );
  });
});
