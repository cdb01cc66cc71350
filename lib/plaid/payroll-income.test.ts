import { describe, expect, it } from 'vitest';
import { toPayrolls } from './payroll-income.ts';

const usd = { iso_currency_code: 'USD', unofficial_currency_code: null };

/** Shaped as Plaid's own example of `/credit/payroll_income/get`. */
const stub = (pay_date: string) => ({
  document_id: '2jkflanbd',
  deductions: {
    breakdown: [{ description: 'taxes', current_amount: 123.45, ytd_amount: 246.9, ...usd }],
    total: { current_amount: 123.45, ytd_amount: 246.9, ...usd },
  },
  earnings: {
    breakdown: [
      {
        canonical_description: 'REGULAR_PAY',
        description: null,
        current_amount: 200.22,
        ytd_amount: 400.44,
        hours: 80,
        rate: 2.5,
      },
    ],
    total: { current_amount: 300.22, hours: 160, ytd_amount: 500.44 },
  },
  employer: { name: 'PLAID INC' },
  employee: { name: 'ANNA CHARLESTON', taxpayer_id: { id_type: 'SSN', id_mask: '3333' } },
  net_pay: { current_amount: 176.77, ytd_amount: 253.54, ...usd },
  pay_period_details: {
    start_date: '2020-12-01',
    end_date: '2020-12-15',
    pay_date,
    pay_frequency: 'BIWEEKLY',
    gross_earnings: 4500,
    ...usd,
  },
});

type Incomes = NonNullable<Parameters<typeof toPayrolls>[0]['items'][number]['payroll_income']>;

const read = (income: Incomes[number], status = 'PROCESSING_COMPLETE') =>
  toPayrolls({
    items: [
      {
        item_id: 'eVBnVMp7zdTJLkRNr33Rs6zr7KNJqBFL9DrE6',
        institution_name: 'ADP',
        status: { processing_status: status },
        payroll_income: [income],
      },
    ],
  })[0];

describe('toPayrolls', () => {
  it('tells stubs in our words and units, the latest first', () => {
    const payroll = read({ pay_stubs: [stub('2020-12-01'), stub('2020-12-15')] });
    expect(payroll?.stubs.map(({ paidOn }) => paidOn)).toEqual(['2020-12-15', '2020-12-01']);
    expect(payroll?.stubs[0]).toEqual({
      employer: 'PLAID INC',
      from: '2020-12-01',
      to: '2020-12-15',
      paidOn: '2020-12-15',
      frequency: 'BIWEEKLY',
      currency: 'USD',
      earnings: [
        { name: 'REGULAR PAY', minor: 20_022, yearMinor: 40_044, hours: '80', rate: '2.5' },
      ],
      deductions: [{ name: 'taxes', minor: 12_345, yearMinor: 24_690, hours: null, rate: null }],
      grossMinor: 30_022,
      deductedMinor: 12_345,
      netMinor: 17_677,
      grossYearMinor: 50_044,
      netYearMinor: 25_354,
    });
  });

  it('keeps nobody’s name, address or tax number', () => {
    const kept = JSON.stringify(read({ pay_stubs: [stub('2020-12-15')] }));
    expect(kept).not.toMatch(/CHARLESTON|3333|SSN/);
  });

  it('reads the boxes of forms as they stand on paper', () => {
    const w2 = {
      employer: { name: 'Acme Inc' },
      tax_year: '2020',
      wages_tips_other_comp: '$62,500.00',
      federal_income_tax_withheld: '1000',
      allocated_tips: '',
      nonqualified_plans: 'none',
      box_12: [{ code: 'DD', amount: '200' }],
      state_and_local_wages: [{ state: 'UT', state_income_tax: '150.50' }],
    };
    expect(read({ w2s: [w2] })?.forms).toEqual([
      {
        kind: 'W-2',
        year: '2020',
        payer: 'Acme Inc',
        currency: 'USD',
        boxes: [
          { name: '1 Wages, tips, other compensation', minor: 6_250_000 },
          { name: '2 Federal income tax withheld', minor: 100_000 },
          { name: '12 Code DD', minor: 20_000 },
          { name: '17 UT income tax', minor: 15_050 },
        ],
      },
    ]);
    const form = { form_1099_type: 'FORM_1099_TYPE_NEC', nonemployee_compensation: 1_000 };
    expect(read({ form1099s: [form] })?.forms).toMatchObject([
      { kind: '1099-NEC', boxes: [{ name: 'Nonemployee compensation', minor: 100_000 }] },
    ]);
  });

  it('has neither stubs nor forms while Plaid reads them', () => {
    expect(read({}, 'PROCESSING')).toMatchObject({ status: 'PROCESSING', stubs: [], forms: [] });
  });
});
