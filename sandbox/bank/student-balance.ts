import { addMonths, monthsBetween } from '../dates.ts';
import type { StudentTerms } from './liability-terms.ts';
import { type Loan, outstandingAfter, toCents } from './loan-math.ts';

type Schedule = Pick<
  StudentTerms,
  | 'originatedOn'
  | 'principal'
  | 'rate'
  | 'graceMonths'
  | 'repaymentMonths'
  | 'capitaliseAfterMonths'
>;

/** The day from which the loan is repaid; the first instalment is due a month later. */
export function repaymentStart(terms: Schedule): string {
  return addMonths(terms.originatedOn, terms.graceMonths);
}

/** How many instalments are behind it. */
export function countPaid(terms: Schedule, today: string): number {
  const months = Math.max(0, monthsBetween(repaymentStart(terms), today));
  return Math.min(months, terms.repaymentMonths);
}

/** What is repaid: the principal, with the interest that was added to it while nothing was. */
export function repaidLoan(terms: Schedule, addedMonths = terms.graceMonths): Loan {
  const from = terms.capitaliseAfterMonths;
  const months = from === null ? 0 : Math.max(0, addedMonths - from);
  const principal = toCents(terms.principal * (1 + terms.rate / 1200) ** months);
  return { principal, rate: terms.rate, months: terms.repaymentMonths };
}

/** What is owed on a day when every instalment so far was paid. */
export function studentBalance(terms: Schedule, today: string): number {
  if (today < repaymentStart(terms)) {
    const months = Math.max(0, monthsBetween(terms.originatedOn, today));
    return repaidLoan(terms, months).principal;
  }
  return outstandingAfter(repaidLoan(terms), countPaid(terms, today));
}
