import type { SignalEvaluateCoreAttributes } from 'plaid';
import type { Account } from '../accounts/accounts.ts';
import { daysBetween, toDateOnly, toDateTime } from '../dates.ts';
import type { Item } from '../items/item.ts';
import type { Wire } from '../plaid/wire.ts';
import type { Sandbox } from '../sandbox.ts';
import { AccountHistory, percentile, sum } from './history.ts';

type Attributes = Wire<SignalEvaluateCoreAttributes>;

/** What the scores rest on. What a stand-in cannot know (devices, changes of address) is left out. */
export function readAttributes(
  sandbox: Sandbox,
  item: Item,
  account: Account,
  amount: number,
): Attributes {
  const { clock } = sandbox;
  const history = new AccountHistory(sandbox.db, account, clock.today());
  const available = account.available ?? account.current;
  return {
    available_balance: account.available,
    current_balance: account.current,
    balance_last_updated: toDateTime(clock.now()),
    balance_to_transaction_amount_ratio:
      available === null || amount === 0 ? null : Math.round((available / amount) * 100) / 100,
    is_savings_or_money_market_account: ['savings', 'money market'].includes(account.subtype ?? ''),
    is_account_closed: false,
    is_account_frozen_or_restricted: false,
    days_since_first_plaid_connection: daysBetween(toDateOnly(item.createdAt), clock.today()),
    transactions_last_updated:
      item.lastSuccessfulUpdate === null ? null : toDateTime(item.lastSuccessfulUpdate),
    ...countOverdrafts(history),
    ...sumFlows(history),
    ...spreadBalances(history),
  };
}

function countOverdrafts(history: AccountHistory): Attributes {
  return {
    nsf_overdraft_transactions_count_7d: history.overdrafts(7),
    nsf_overdraft_transactions_count_30d: history.overdrafts(30),
    nsf_overdraft_transactions_count_60d: history.overdrafts(60),
    nsf_overdraft_transactions_count_90d: history.overdrafts(90),
  };
}

function sumFlows(history: AccountHistory): Attributes {
  return {
    debit_transactions_count_10d: history.debits(10).length,
    debit_transactions_count_30d: history.debits(30).length,
    debit_transactions_count_60d: history.debits(60).length,
    debit_transactions_count_90d: history.debits(90).length,
    credit_transactions_count_10d: history.credits(10).length,
    credit_transactions_count_30d: history.credits(30).length,
    credit_transactions_count_60d: history.credits(60).length,
    credit_transactions_count_90d: history.credits(90).length,
    total_debit_transactions_amount_10d: sum(history.debits(10)),
    total_debit_transactions_amount_30d: sum(history.debits(30)),
    total_debit_transactions_amount_60d: sum(history.debits(60)),
    total_debit_transactions_amount_90d: sum(history.debits(90)),
    total_credit_transactions_amount_10d: sum(history.credits(10)),
    total_credit_transactions_amount_30d: sum(history.credits(30)),
    total_credit_transactions_amount_60d: sum(history.credits(60)),
    total_credit_transactions_amount_90d: sum(history.credits(90)),
    p50_debit_transactions_amount_28d: percentile(history.debits(28), 50),
    p95_debit_transactions_amount_28d: percentile(history.debits(28), 95),
    p50_credit_transactions_amount_28d: percentile(history.credits(28), 50),
    p95_credit_transactions_amount_28d: percentile(history.credits(28), 95),
  };
}

function spreadBalances(history: AccountHistory): Attributes {
  return {
    days_with_negative_balance_count_90d: history.balances(0, 89).filter((value) => value < 0)
      .length,
    p10_eod_balance_30d: percentile(history.balances(0, 29), 10),
    p10_eod_balance_60d: percentile(history.balances(0, 59), 10),
    p10_eod_balance_90d: percentile(history.balances(0, 89), 10),
    p50_eod_balance_30d: percentile(history.balances(0, 29), 50),
    p50_eod_balance_60d: percentile(history.balances(0, 59), 50),
    p50_eod_balance_90d: percentile(history.balances(0, 89), 50),
    p90_eod_balance_30d: percentile(history.balances(0, 29), 90),
    p90_eod_balance_60d: percentile(history.balances(0, 59), 90),
    p90_eod_balance_90d: percentile(history.balances(0, 89), 90),
  };
}
