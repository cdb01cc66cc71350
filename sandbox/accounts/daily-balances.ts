import { addDays } from '../dates.ts';
import { moveOf } from '../transactions/balances.ts';
import type { StoredTransaction } from '../transactions/transaction.ts';
import type { Account } from './accounts.ts';

export interface DailyBalance {
  date: string;
  /** At the end of the day, with Plaid's sign. */
  current: number;
}

/**
 * What an account's balance was at the end of each day, from today back to `from`: the balance it has,
 * less what the rows since then have moved. `rows` must reach from the day after `from` to today.
 */
export function listDailyBalances(
  account: Account,
  rows: StoredTransaction[],
  from: string,
  today: string,
): DailyBalance[] {
  const byDate = Map.groupBy(
    rows.filter((row) => row.account_id === account.account_id),
    (row) => row.date,
  );
  const balances: DailyBalance[] = [];
  let current = account.current ?? 0;
  for (let date = today; date >= from; date = addDays(date, -1)) {
    balances.push({ date, current });
    for (const row of byDate.get(date) ?? []) {
      current -= moveOf(account.type, row).current;
    }
    current = Math.round(current * 10_000) / 10_000;
  }
  return balances;
}
