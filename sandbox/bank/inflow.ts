import { addDays } from '../dates.ts';
import type { BankRow } from './bank-user.ts';
import type { CustomAccount } from './custom-account.ts';
import { toCents } from './loan-math.ts';

export interface Inflow {
  accountKey: string;
  model: NonNullable<CustomAccount['inflow_model']>;
  /** Yearly, in percent; what a debt costs. */
  rate: number;
  /** The balance on the day the Item is made. */
  balance: number;
  createdOn: string;
  /** The rows the configuration lists, which are part of the balance. */
  rows: BankRow[];
}

/** Where a debt stands between two days. */
interface State {
  balance: number;
  /** What the last statement asks for; nothing once it is paid. */
  due: number;
}

const historyDays = 730;
const usualPaymentDay = 15;
const usualStatementDay = 1;
const probe = 1000;

/** The rows a model of money coming in adds to an account, up to a day. */
export function listInflowRows(inflow: Inflow, to: string): BankRow[] {
  const from = addDays(inflow.createdOn, -historyDays);
  switch (inflow.model.type) {
    case 'monthly-income':
      return listIncome(inflow, from, to);
    case 'monthly-balance-payment':
    case 'monthly-interest-only-payment':
      return listPayments(inflow, from, to);
    default:
      return [];
  }
}

function listIncome(inflow: Inflow, from: string, to: string): BankRow[] {
  const { model } = inflow;
  const amount = -(model.income_amount ?? 0);
  const name = model.transaction_name ?? 'INCOME';
  const rows: BankRow[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) {
    if (amount !== 0 && isDayOfMonth(date, model.payment_day_of_month ?? usualPaymentDay)) {
      rows.push(toRow(inflow, 'income', date, amount, name));
    }
  }
  return rows;
}

/**
 * Interest and payments of a debt. The past is played from a balance that leads to today's; from today on the
 * debt is what the account says.
 */
function listPayments(inflow: Inflow, from: string, to: string): BankRow[] {
  const { createdOn, balance } = inflow;
  const start: State = { balance: findStart(inflow, from), due: 0 };
  const past = play(inflow, start, from, createdOn);
  const debt: State = { balance, due: past.state.due };
  const future = play(inflow, debt, addDays(createdOn, 1), to);
  return [...past.rows, ...future.rows];
}

/** The balance from which the past leads to today's. The way is straight, so that two tries find it. */
function findStart(inflow: Inflow, from: string): number {
  const endOf = (balance: number) =>
    play(inflow, { balance, due: 0 }, from, inflow.createdOn).state.balance;
  const none = endOf(0);
  const slope = (endOf(probe) - none) / probe;
  // Somebody who pays in full forgets where they came from: any start leads to the same end.
  return slope < 0.01 ? 0 : Math.max(0, (inflow.balance - none) / slope);
}

function play(
  inflow: Inflow,
  start: State,
  from: string,
  to: string,
): { rows: BankRow[]; state: State } {
  const { model } = inflow;
  const charges = sumByDay(inflow.rows);
  const rows: BankRow[] = [];
  let { balance, due } = start;
  for (let date = from; date <= to; date = addDays(date, 1)) {
    balance += charges.get(date) ?? 0;
    if (isDayOfMonth(date, model.statement_day_of_month ?? usualStatementDay)) {
      const interest = toCents((Math.max(0, balance) * inflow.rate) / 1200);
      if (interest > 0) {
        rows.push(toRow(inflow, 'interest', date, interest, 'INTEREST CHARGE'));
        balance += interest;
      }
      due = toCents(model.type === 'monthly-balance-payment' ? Math.max(0, balance) : interest);
    }
    if (due > 0 && isDayOfMonth(date, model.payment_day_of_month ?? usualPaymentDay)) {
      rows.push(toRow(inflow, 'payment', date, -due, model.transaction_name ?? 'PAYMENT'));
      balance -= due;
      due = 0;
    }
  }
  return { rows, state: { balance, due } };
}

function sumByDay(rows: BankRow[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { date, amount, pending } of rows) {
    if (!pending) {
      sums.set(date, (sums.get(date) ?? 0) + amount);
    }
  }
  return sums;
}

function isDayOfMonth(date: string, day: number | 'last'): boolean {
  return day === 'last' ? addDays(date, 1).endsWith('-01') : Number(date.slice(8)) === day;
}

function toRow(
  { accountKey }: Inflow,
  kind: string,
  date: string,
  amount: number,
  description: string,
): BankRow {
  return {
    key: `${accountKey}.${kind}.${date}`,
    accountKey,
    date,
    authorizedDate: date,
    amount,
    description,
    pending: false,
  };
}
