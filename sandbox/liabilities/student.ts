import type { StudentLoan } from 'plaid';
import type { StudentTerms } from '../bank/liability-terms.ts';
import { type Loan, monthlyPayment, splitPayments, toCents } from '../bank/loan-math.ts';
import { countPaid, repaidLoan, repaymentStart } from '../bank/student-balance.ts';
import { addDays, addMonths, daysBetween, monthsBetween } from '../dates.ts';
import type { Wire } from '../plaid/wire.ts';
import type { Debt } from './debt.ts';

const statementLeadDays = 21;
const daysPerYear = 365;

export function describeStudentLoan(debt: Debt, terms: StudentTerms): Wire<StudentLoan> {
  const { today } = debt;
  const loan = repaidLoan(terms);
  const repaysFrom = repaymentStart(terms);
  const paid = countPaid(terms, today);
  const payment = terms.minimumPayment ?? monthlyPayment(loan);
  const payoff = terms.payoffOn ?? addMonths(repaysFrom, loan.months);
  const lastPaidOn = paid > 0 ? addMonths(repaysFrom, paid) : null;
  const nextDueOn = paid < loan.months ? addMonths(repaysFrom, paid + 1) : null;
  const year = splitYear(loan, repaysFrom, paid, today);
  const number = `42770756${debt.mask}`;
  return {
    account_id: debt.accountId,
    account_number: number,
    disbursement_dates: [terms.originatedOn],
    expected_payoff_date: payoff,
    guarantor: terms.guarantor,
    interest_rate_percentage: terms.rate,
    is_overdue: terms.isOverdue,
    last_payment_amount: paid > 0 ? payment : null,
    last_payment_date: lastPaidOn,
    last_statement_balance: debt.statementBalance ?? debt.balance,
    last_statement_issue_date: findStatementDay(nextDueOn, today),
    loan_name: terms.loanName,
    loan_status: terms.status ?? {
      type: chooseStatus(paid, loan, repaysFrom, today),
      end_date: payoff,
    },
    minimum_payment_amount: payment,
    next_payment_due_date: nextDueOn,
    origination_date: terms.originatedOn,
    origination_principal_amount: terms.principal,
    outstanding_interest_amount: accrueInterest(debt, terms, lastPaidOn),
    payment_reference_number: terms.paymentReference ?? number,
    pslf_status: terms.pslf,
    repayment_plan: terms.plan,
    sequence_number: terms.sequenceNumber,
    servicer_address: terms.servicerAddress,
    ytd_interest_paid: year.interest,
    ytd_principal_paid: year.principal,
  };
}

function chooseStatus(
  paid: number,
  loan: Loan,
  repaysFrom: string,
  today: string,
): 'in grace' | 'repayment' | 'paid in full' {
  if (today < repaysFrom) {
    return 'in grace';
  }
  return paid < loan.months ? 'repayment' : 'paid in full';
}

/** The statement of the next instalment, or of the one before it while that is still to come. */
function findStatementDay(nextDueOn: string | null, today: string): string | null {
  if (nextDueOn === null) {
    return null;
  }
  const issuedOn = addDays(nextDueOn, -statementLeadDays);
  return issuedOn <= today ? issuedOn : addMonths(issuedOn, -1);
}

function splitYear(loan: Loan, repaysFrom: string, paid: number, today: string) {
  const newYear = `${today.slice(0, 4)}-01-01`;
  const paidBefore = Math.max(0, monthsBetween(repaysFrom, addDays(newYear, -1)));
  return splitPayments(loan, Math.min(paidBefore, paid), paid);
}

/** Interest since the last instalment, or since the loan was paid out or last capitalised. */
function accrueInterest(debt: Debt, terms: StudentTerms, lastPaidOn: string | null): number {
  const capitalisesOn =
    terms.capitaliseAfterMonths === null
      ? null
      : addMonths(terms.originatedOn, terms.capitaliseAfterMonths);
  const capitalisedOn =
    capitalisesOn !== null && capitalisesOn <= debt.today
      ? addMonths(capitalisesOn, monthsBetween(capitalisesOn, debt.today))
      : terms.originatedOn;
  const days = Math.max(0, daysBetween(lastPaidOn ?? capitalisedOn, debt.today));
  return toCents((debt.balance * terms.rate * days) / 100 / daysPerYear);
}
