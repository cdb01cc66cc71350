import type { CreditCardLiability } from 'plaid';
import type { CreditTerms } from '../bank/liability-terms.ts';
import { toCents } from '../bank/loan-math.ts';
import { addDays, addMonths, lastMonthly } from '../dates.ts';
import type { Wire } from '../plaid/wire.ts';
import type { Debt, Payment } from './debt.ts';

const statementDay = 28;
const daysToPay = 25;
const leastPayment = 20;
const minimumShare = 0.02;

/** The last day a statement was issued. */
export function findStatementDay(today: string): string {
  return lastMonthly(today, statementDay);
}

export function describeCard(debt: Debt, terms: CreditTerms): Wire<CreditCardLiability> {
  const issuedOn = findStatementDay(debt.today);
  const balance = debt.statementBalance ?? debt.balance;
  const minimum = terms.minimumPayment ?? chooseMinimum(balance);
  const payment = findPayment(debt, issuedOn, terms.lastPayment, minimum);
  return {
    account_id: debt.accountId,
    aprs: listRates(debt, terms),
    is_overdue: terms.isOverdue,
    last_payment_amount: payment.amount,
    last_payment_date: payment.date,
    last_statement_issue_date: issuedOn,
    last_statement_balance: balance,
    minimum_payment_amount: minimum,
    next_payment_due_date: findDueDay(issuedOn, debt.today, terms.isOverdue),
  };
}

/** An overdue payment stays due on its day; otherwise the next one counts. */
function findDueDay(issuedOn: string, today: string, isOverdue: boolean): string {
  const due = addDays(issuedOn, daysToPay);
  if (isOverdue) {
    return due < today ? due : addDays(addMonths(issuedOn, -1), daysToPay);
  }
  return due >= today ? due : addDays(addMonths(issuedOn, 1), daysToPay);
}

function findPayment(
  debt: Debt,
  issuedOn: string,
  forced: number | null,
  minimum: number,
): Payment {
  const date = addDays(addMonths(issuedOn, -1), daysToPay);
  const seen = debt.lastPayment ?? { amount: minimum, date };
  return forced === null ? seen : { ...seen, amount: forced };
}

/** Everything is owed at the purchase rate; the other rates are the card's, with nothing owed at them. */
function listRates(debt: Debt, terms: CreditTerms): Wire<CreditCardLiability>['aprs'] {
  const rates = [
    ['balance_transfer_apr', terms.balanceTransferRate, 0],
    ['cash_apr', terms.cashRate, 0],
    ['purchase_apr', terms.purchaseRate, Math.max(0, debt.balance)],
    ['special', terms.specialRate, 0],
  ] as const;
  return rates.flatMap(([apr_type, rate, balance]) =>
    rate === null
      ? []
      : [
          {
            apr_type,
            apr_percentage: rate,
            balance_subject_to_apr: balance,
            interest_charge_amount: toCents((balance * rate) / 1200),
          },
        ],
  );
}

function chooseMinimum(balance: number): number {
  return toCents(Math.min(Math.max(0, balance), Math.max(leastPayment, balance * minimumShare)));
}
