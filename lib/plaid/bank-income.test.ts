import { describe, expect, it } from 'vitest';
import { toBankIncome } from './bank-income.ts';

const usd = { iso_currency_code: 'USD', unofficial_currency_code: null };

/** Shaped as Plaid's own example of `/credit/bank_income/get`. */
function report(generated_time: string, institution_id: string, payments: [string, number][]) {
  return {
    generated_time,
    days_requested: 15,
    items: [
      {
        item_id: `item of ${generated_time}`,
        institution_id,
        institution_name: 'Plaid Bank',
        last_updated_time: generated_time,
        bank_income_accounts: [{ account_id: 'checking', name: 'Checking', mask: '9217' }],
        bank_income_sources: [
          {
            income_source_id: 'salary',
            income_description: 'PLAID  PAYROLL',
            income_category: 'SALARY',
            account_id: 'checking',
            pay_frequency: 'BIWEEKLY',
            total_amount: 1000.7,
            historical_summary: [
              {
                transactions: payments.map(([date, amount]) => ({
                  amount,
                  date,
                  name: 'PLAID PAYROLL',
                  ...usd,
                })),
              },
            ],
          },
        ],
      },
    ],
    warnings: [],
  };
}

describe('toBankIncome', () => {
  it('is in our words and units, the earliest payment first', () => {
    const given = report('2024-08-21T18:10:46.293Z', 'ins_56', [
      ['2024-08-15', 500.35],
      ['2024-08-07', 500.35],
    ]);
    const { banks } = toBankIncome({ bank_income: [given] });
    expect(banks).toEqual([
      {
        name: 'Plaid Bank',
        from: '2024-08-06',
        to: '2024-08-21',
        readAt: '2024-08-21T18:10:46.293Z',
        streams: [
          {
            plaidSourceId: 'salary',
            payer: 'PLAID PAYROLL',
            category: 'SALARY',
            frequency: 'BIWEEKLY',
            account: { name: 'Checking', mask: '9217' },
            statedMinor: 100_070,
            payments: [
              { on: '2024-08-07', minor: 50_035, currency: 'USD', name: 'PLAID PAYROLL' },
              { on: '2024-08-15', minor: 50_035, currency: 'USD', name: 'PLAID PAYROLL' },
            ],
          },
        ],
      },
    ]);
  });

  it('takes a bank from the latest report that has it, and others beside it', () => {
    const reports = [
      report('2024-06-01T00:00:00Z', 'ins_56', [['2024-05-31', 1]]),
      report('2024-08-01T00:00:00Z', 'ins_56', [['2024-07-31', 2]]),
      report('2024-07-01T00:00:00Z', 'ins_3', [['2024-06-30', 3]]),
    ];
    const { banks } = toBankIncome({ bank_income: reports });
    const paid = banks.map(({ streams }) => streams[0]?.payments[0]?.minor);
    expect(paid).toEqual([200, 300]);
  });

  it('knows no stated total where there is more than one currency, and loses no payment', () => {
    const given = report('2024-08-21T00:00:00Z', 'ins_56', [['2024-08-15', 10]]);
    const rows = given.items[0]?.bank_income_sources[0]?.historical_summary[0]?.transactions;
    rows?.push({
      amount: 5,
      date: '2024-08-16',
      name: 'PLAID PAYROLL',
      iso_currency_code: 'EUR',
      unofficial_currency_code: null,
    });
    const stream = toBankIncome({ bank_income: [given] }).banks[0]?.streams[0];
    expect(stream).toMatchObject({ statedMinor: null });
    expect(stream?.payments).toHaveLength(2);
  });

  it('says what Plaid could not read', () => {
    const cause = { error_code: 'ITEM_LOGIN_REQUIRED', item_id: 'x' };
    const given = {
      ...report('2024-08-21T00:00:00Z', 'ins_56', []),
      warnings: [{ warning_code: 'TRANSACTIONS_UNAVAILABLE', cause }],
    };
    expect(toBankIncome({ bank_income: [given] }).missing).toEqual([
      { code: 'TRANSACTIONS_UNAVAILABLE', cause: 'ITEM_LOGIN_REQUIRED' },
    ]);
  });
});
