import type { MortgageLiability } from 'plaid';
import type { BankOwner } from '../bank/bank-user.ts';
import type { MortgageTerms } from '../bank/liability-terms.ts';
import { type Loan, monthlyPayment, splitPayments, toCents } from '../bank/loan-math.ts';
import { addDays, addMonths, monthsBetween } from '../dates.ts';
import type { Wire } from '../plaid/wire.ts';
import type { Debt } from './debt.ts';

const monthsOfEscrow = 6;
const escrowShare = 0.2;

/** A mortgage on the home of the account's owner. */
export function describeMortgage(
  debt: Debt,
  terms: MortgageTerms,
  owner: BankOwner | undefined,
): Wire<MortgageLiability> {
  const loan: Loan = { principal: terms.principal, rate: terms.rate, months: terms.months };
  const paid = Math.min(Math.max(0, monthsBetween(terms.originatedOn, debt.today)), loan.months);
  const instalment = monthlyPayment(loan);
  // Taxes and insurance are collected with the instalment.
  const escrow = toCents(instalment * escrowShare);
  const payment = toCents(instalment + escrow);
  const lastNewYearsEve = addDays(`${debt.today.slice(0, 4)}-01-01`, -1);
  const paidBefore = Math.max(0, monthsBetween(terms.originatedOn, lastNewYearsEve));
  const year = splitPayments(loan, Math.min(paidBefore, paid), paid);
  const home = owner?.addresses[0]?.data;
  return {
    account_id: debt.accountId,
    account_number: `312019${debt.mask}`,
    current_late_fee: 0,
    escrow_balance: toCents(escrow * monthsOfEscrow),
    has_pmi: debt.balance > terms.principal * 0.8,
    has_prepayment_penalty: false,
    interest_rate: { percentage: terms.rate, type: terms.rateType },
    last_payment_amount: payment,
    last_payment_date: paid > 0 ? addMonths(terms.originatedOn, paid) : null,
    loan_type_description: 'conventional',
    loan_term: `${Math.round(terms.months / 12)} year`,
    maturity_date: addMonths(terms.originatedOn, terms.months),
    next_monthly_payment: payment,
    next_payment_due_date: addMonths(terms.originatedOn, paid + 1),
    origination_date: terms.originatedOn,
    origination_principal_amount: terms.principal,
    past_due_amount: 0,
    property_address: {
      street: home?.street ?? null,
      city: home?.city ?? null,
      region: home?.region ?? null,
      postal_code: home?.postal_code ?? null,
      country: home?.country ?? null,
    },
    ytd_interest_paid: year.interest,
    ytd_principal_paid: year.principal,
  };
}
