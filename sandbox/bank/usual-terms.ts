import { addMonths } from '../dates.ts';
import type {
  CreditTerms,
  LiabilityTerms,
  MortgageTerms,
  StudentTerms,
} from './liability-terms.ts';
import { principalFor } from './loan-math.ts';

interface Debt {
  type: string;
  subtype: string | null;
  current: number | null;
}

const studentRate = 5.25;
const studentMonths = 240;
const studentMonthsPaid = 60;
const mortgageRate = 3.99;
const mortgageMonths = 360;
const mortgageMonthsPaid = 96;

export const usualCreditTerms: CreditTerms = {
  kind: 'credit',
  purchaseRate: 12.5,
  cashRate: 27.95,
  balanceTransferRate: 15.24,
  specialRate: 0,
  lastPayment: null,
  minimumPayment: null,
  isOverdue: false,
};

/**
 * The terms on which an account's balance is owed when nobody says otherwise. Principal and age are worked
 * out backwards from the balance, so that schedule and balance agree. Null for accounts that owe nothing.
 */
export function findUsualTerms(debt: Debt, createdOn: string): LiabilityTerms | null {
  const balance = Math.max(0, debt.current ?? 0);
  if (debt.type === 'credit') {
    return usualCreditTerms;
  }
  if (debt.type !== 'loan') {
    return null;
  }
  switch (debt.subtype) {
    case 'student':
      return usualStudentTerms(balance, createdOn);
    case 'mortgage':
      return describeMortgage(balance, createdOn);
    default:
      return null;
  }
}

export function usualStudentTerms(balance: number, createdOn: string): StudentTerms {
  return {
    kind: 'student',
    originatedOn: addMonths(createdOn, -studentMonthsPaid),
    principal: principalFor(
      balance,
      { rate: studentRate, months: studentMonths },
      studentMonthsPaid,
    ),
    rate: studentRate,
    graceMonths: 0,
    repaymentMonths: studentMonths,
    capitaliseAfterMonths: null,
    payoffOn: null,
    guarantor: 'DEPT OF ED',
    loanName: 'Consolidation',
    status: null,
    paymentReference: null,
    pslf: { estimated_eligibility_date: null, payments_made: null, payments_remaining: null },
    plan: { description: 'Standard Repayment', type: 'standard' },
    sequenceNumber: '1',
    servicerAddress: {
      street: '123 Relaxation Road',
      city: 'San Matias',
      region: 'CA',
      postal_code: '99415',
      country: 'US',
    },
    minimumPayment: null,
    isOverdue: false,
  };
}

function describeMortgage(balance: number, createdOn: string): MortgageTerms {
  return {
    kind: 'mortgage',
    originatedOn: addMonths(createdOn, -mortgageMonthsPaid),
    principal: principalFor(
      balance,
      { rate: mortgageRate, months: mortgageMonths },
      mortgageMonthsPaid,
    ),
    rate: mortgageRate,
    rateType: 'fixed',
    months: mortgageMonths,
  };
}
