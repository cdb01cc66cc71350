import type { Account } from '../accounts/accounts.ts';
import { addDays } from '../dates.ts';
import type { Database } from '../store/database.ts';

interface Row {
  date: string;
  amount: number;
  body_json: string;
}

const reachDays = 90;
const overdraftCategories = ['BANK_FEES_OVERDRAFT_FEES', 'BANK_FEES_INSUFFICIENT_FUNDS'];

/** The last ninety days of an account, as far as its risk shows in them. */
export class AccountHistory {
  readonly #account: Account;
  readonly #today: string;
  readonly #rows: Row[];

  constructor(db: Database, account: Account, today: string) {
    this.#account = account;
    this.#today = today;
    this.#rows = db.all<Row>(
      `SELECT date, amount, body_json FROM transactions
       WHERE account_id = ? AND removed = 0 AND pending = 0 AND date > ? ORDER BY date DESC`,
      account.account_id,
      addDays(today, -reachDays),
    );
  }

  /** Debits leave the account. */
  debits(days: number): number[] {
    return this.#since(days).flatMap(({ amount }) => (amount > 0 ? [amount] : []));
  }

  credits(days: number): number[] {
    return this.#since(days).flatMap(({ amount }) => (amount < 0 ? [-amount] : []));
  }

  overdrafts(days: number): number {
    return this.#since(days).filter(({ body_json }) =>
      overdraftCategories.some((category) => body_json.includes(`"${category}"`)),
    ).length;
  }

  /** What was there at the end of each day, today first: today's balance less what has moved since. */
  balances(fromDaysAgo: number, toDaysAgo: number): number[] {
    const list: number[] = [];
    let balance = this.#account.current ?? 0;
    let next = 0;
    for (let daysAgo = 0; daysAgo <= toDaysAgo; daysAgo += 1) {
      const day = addDays(this.#today, -daysAgo);
      for (let row = this.#rows[next]; row && row.date > day; row = this.#rows[next]) {
        balance += row.amount;
        next += 1;
      }
      if (daysAgo >= fromDaysAgo) {
        list.push(balance);
      }
    }
    return list;
  }

  #since(days: number): Row[] {
    const after = addDays(this.#today, -days);
    return this.#rows.filter(({ date }) => date > after);
  }
}

/** The value below which so many percent of the list lie; null of an empty list. */
export function percentile(values: number[], percent: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const index = Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100));
  const value = sorted[index];
  return value === undefined ? null : Math.round(value * 100) / 100;
}

export function sum(values: number[]): number {
  return Math.round(values.reduce((total, value) => total + value, 0) * 100) / 100;
}
