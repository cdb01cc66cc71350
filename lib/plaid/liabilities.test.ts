import { expect, it } from 'vitest';
import { toProviderDebts } from './liabilities.ts';

const accounts = [
  { account_id: 'card', iso_currency_code: 'USD' },
  { account_id: 'home', iso_currency_code: 'USD' },
  { account_id: 'study', iso_currency_code: 'JPY' },
  { account_id: 'bare', iso_currency_code: null },
].map(({ account_id, ...balances }) => ({ account_id, name: 'x', type: 'credit', balances }));

const find = (liabilities: Parameters<typeof toProviderDebts>[0]['liabilities']) =>
  toProviderDebts({ accounts, liabilities })[0];

const card = {
  account_id: 'card',
  is_overdue: false,
  last_statement_balance: 1708.77,
  last_statement_issue_date: '2026-10-28',
  minimum_payment_amount: 20,
  next_payment_due_date: '2026-11-22',
  last_payment_amount: 168.25,
  last_payment_date: '2026-10-22',
  aprs: [
    { apr_type: 'purchase_apr', apr_percentage: 15.24, balance_subject_to_apr: 1562.32 },
    { apr_type: 'special', apr_percentage: 0, interest_charge_amount: 0 },
    { apr_type: 'cash_apr', apr_percentage: -1 },
  ],
};

it('reads a card with its rates, of which one that cannot be is left out', () => {
  expect(find({ credit: [card] })).toMatchObject({
    plaidAccountId: 'card',
    kind: 'credit',
    isOverdue: false,
    statementMinor: 170_877,
    statementOn: '2026-10-28',
    minimumMinor: 2_000,
    dueOn: '2026-11-22',
    lastPaymentMinor: 16_825,
    rate: null,
    rates: [
      { kind: 'purchase_apr', rate: '15.24', balanceMinor: 156_232, interestMinor: null },
      { kind: 'special', rate: '0', balanceMinor: null, interestMinor: 0 },
    ],
    raw: card,
  });
});

it('reads a mortgage, which is overdue when something of it is past due', () => {
  const loan = {
    account_id: 'home',
    interest_rate: { percentage: 3.99, type: 'fixed' },
    next_monthly_payment: 3141.54,
    next_payment_due_date: '2026-12-15',
    maturity_date: '2045-07-31',
    past_due_amount: 2304,
  };
  expect(find({ mortgage: [loan] })).toMatchObject({
    kind: 'mortgage',
    isOverdue: true,
    minimumMinor: 314_154,
    rate: '3.99',
    endsOn: '2045-07-31',
    pastDueMinor: 230_400,
    statementMinor: null,
  });
  expect(find({ mortgage: [{ ...loan, past_due_amount: 0 }] })?.isOverdue).toBe(false);
  expect(find({ mortgage: [{ ...loan, past_due_amount: null }] })?.isOverdue).toBeNull();
});

it('reads a student loan in the units of its currency', () => {
  const loan = {
    account_id: 'study',
    interest_rate_percentage: 5.25,
    outstanding_interest_amount: 6227,
    expected_payoff_date: '2032-07-28',
  };
  expect(find({ student: [loan] })).toMatchObject({
    kind: 'student',
    rate: '5.25',
    interestMinor: 6_227,
    endsOn: '2032-07-28',
  });
});

it('leaves out whose it cannot tell, and amounts whose currency it does not know', () => {
  expect(find({ credit: [{ ...card, account_id: null }] })).toBeUndefined();
  expect(find({ credit: [{ ...card, account_id: 'bare' }] })).toMatchObject({
    statementMinor: null,
    statementOn: '2026-10-28',
  });
});
