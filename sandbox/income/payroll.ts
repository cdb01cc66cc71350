import type { CreditPayStub, CreditW2 } from 'plaid';
import { addDays, daysBetween, toDateOnly } from '../dates.ts';
import { deriveId } from '../ids.ts';
import { findItem, type Item } from '../items/item.ts';
import type { Wire } from '../plaid/wire.ts';
import type { Sandbox } from '../sandbox.ts';
import { composePayStubs, describeDocument, toAddress, toEmployee } from './pay-stub.ts';
import { type PayStubFacts, parsePayrollConfig, type W2Facts } from './payroll-config.ts';

export interface Payroll {
  /** The latest first. */
  payStubs: Wire<CreditPayStub>[];
  w2s: Wire<CreditW2>[];
}

/** The payroll documents behind an Item: those of its configuration, or an ordinary salary. */
export function findPayroll(sandbox: Sandbox, itemId: string): Payroll {
  const item = findItem(sandbox.db, itemId);
  if (!item || item.removedAt !== null) {
    return { payStubs: [], w2s: [] };
  }
  const facts =
    (item.username === 'user_custom' ? parsePayrollConfig(item.password) : null) ??
    inventPayroll(item);
  return {
    payStubs: composePayStubs(itemId, facts.payStubs),
    w2s: facts.w2s.map((w2, index) => composeW2(deriveId(itemId, 'w2', String(index)), w2)),
  };
}

const everyDays = 14;
const stubs = 6;
const gross = 2450;
const deductions = [
  { description: 'FEDERAL INCOME TAX', current_amount: 294 },
  { description: 'SOCIAL SECURITY', current_amount: 151.9 },
  { description: 'MEDICARE', current_amount: 35.53 },
  { description: '401K', current_amount: 122.5 },
];
const employer = {
  name: 'Harbor Lane Bakery',
  address: {
    street: '18 Wharf Street',
    city: 'Portland',
    region: 'ME',
    postal_code: '04101',
    country: 'US',
  },
};
const employee = {
  name: 'Alberta Bobbeth Charleson',
  address: {
    street: '2992 Cameron Road',
    city: 'Malakoff',
    region: 'NY',
    postal_code: '14236',
    country: 'US',
  },
  marital_status: 'SINGLE',
  taxpayer_id: { id_type: 'SSN', id_mask: '3333' },
};

/** A fortnight's salary, paid on Fridays up to the day the Item was made, and last year's W-2. */
function inventPayroll(item: Item): { payStubs: PayStubFacts[]; w2s: W2Facts[] } {
  const created = toDateOnly(item.createdAt);
  const lastFriday = addDays(created, -(daysBetween('2021-01-01', created) % 7));
  const payStubs = Array.from({ length: stubs }, (_, index) => {
    const payDate = addDays(lastFriday, -index * everyDays);
    return {
      employee,
      employer,
      earnings: {
        breakdown: [
          {
            canonical_description: 'REGULAR PAY',
            description: 'REGULAR PAY',
            current_amount: gross,
          },
        ],
      },
      deductions: { breakdown: deductions },
      pay_period_details: {
        start_date: addDays(payDate, -everyDays - 4),
        end_date: addDays(payDate, -5),
        pay_date: payDate,
        pay_frequency: 'BIWEEKLY',
        gross_earnings: gross,
      },
    };
  });
  return { payStubs, w2s: [inventW2(Number(created.slice(0, 4)) - 1)] };
}

function inventW2(year: number): W2Facts {
  const payments = 26;
  const perYear = (amount: number) => (amount * payments).toFixed(2);
  const [federal, social, medicare] = deductions.map((part) => part.current_amount);
  return {
    employee,
    employer,
    tax_year: String(year),
    employer_id_number: '12-3456789',
    wages_tips_other_comp: perYear(gross),
    federal_income_tax_withheld: perYear(federal ?? 0),
    social_security_wages: perYear(gross),
    social_security_tax_withheld: perYear(social ?? 0),
    medicare_wages_and_tips: perYear(gross),
    medicare_tax_withheld: perYear(medicare ?? 0),
    social_security_tips: null,
    allocated_tips: null,
    box_9: null,
    dependent_care_benefits: null,
    nonqualified_plans: null,
    statutory_employee: null,
    retirement_plan: 'true',
    third_party_sick_pay: null,
    other: null,
  };
}

function composeW2(documentId: string, facts: W2Facts): Wire<CreditW2> {
  return {
    ...facts,
    document_id: documentId,
    document_metadata: describeDocument(`w2-${facts.tax_year ?? 'unknown'}.pdf`, 'US_TAX_W2'),
    employee: toEmployee(facts.employee),
    employer: { name: facts.employer?.name ?? null, address: toAddress(facts.employer?.address) },
    box_12: facts.box_12 ?? [],
    state_and_local_wages: facts.state_and_local_wages ?? [],
  };
}
