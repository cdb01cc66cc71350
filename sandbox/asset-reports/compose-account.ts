import type { AccountAssets, AssetReportTransaction } from 'plaid';
import type { Account } from '../accounts/accounts.ts';
import { listDailyBalances } from '../accounts/daily-balances.ts';
import { addDays, daysBetween } from '../dates.ts';
import type { Wire } from '../plaid/wire.ts';
import type { HistoryRow } from '../transactions/read-history.ts';

interface Span {
  from: string;
  today: string;
}

/** An account with its past: rows and balances of the same days, which add up. */
export function composeAccount(
  account: Account,
  allRows: HistoryRow[],
  span: Span,
): Omit<Wire<AccountAssets>, 'owners'> {
  const rows = allRows.filter((row) => row.transaction.account_id === account.account_id);
  const earliest = rows.at(-1)?.transaction.date;
  const daysAvailable = earliest === undefined ? 0 : daysBetween(earliest, span.today);
  const currency = {
    iso_currency_code: account.iso_currency_code,
    unofficial_currency_code: account.unofficial_currency_code,
  };
  const hasHistory = account.type === 'depository' || account.type === 'credit';
  return {
    account_id: account.account_id,
    balances: {
      available: account.available,
      current: account.current,
      limit: account.credit_limit,
      margin_loan_amount: null,
      ...currency,
    },
    mask: account.mask,
    name: account.name,
    official_name: account.official_name,
    type: account.type,
    subtype: account.subtype,
    days_available: daysAvailable,
    transactions: rows.map(composeRow),
    ownership_type: null,
    historical_balances: hasHistory
      ? listPastBalances(account, rows, span).map((day) => ({ ...day, ...currency }))
      : [],
  };
}

/** Yesterday first, for as many days as were asked for. */
function listPastBalances(account: Account, rows: HistoryRow[], { from, today }: Span) {
  const transactions = rows.map((row) => row.transaction);
  return listDailyBalances(account, transactions, from, today).filter(
    (day) => day.date <= addDays(today, -1),
  );
}

/** With all that insights add; a reader who did not ask for them gets less. */
function composeRow({
  transaction,
  originalDescription,
}: HistoryRow): Wire<AssetReportTransaction> {
  return {
    account_id: transaction.account_id,
    amount: transaction.amount,
    date: transaction.date,
    iso_currency_code: transaction.iso_currency_code,
    unofficial_currency_code: transaction.unofficial_currency_code,
    original_description: originalDescription,
    pending: transaction.pending,
    transaction_id: transaction.transaction_id,
    account_owner: transaction.account_owner,
    category: transaction.category,
    category_id: transaction.category_id,
    check_number: transaction.check_number,
    date_transacted: transaction.authorized_date,
    location: transaction.location,
    merchant_name: transaction.merchant_name,
    name: transaction.name,
    payment_meta: transaction.payment_meta,
    pending_transaction_id: transaction.pending_transaction_id,
    transaction_type: transaction.transaction_type,
  };
}
