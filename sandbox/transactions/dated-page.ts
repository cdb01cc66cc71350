import type { Transaction } from 'plaid';
import type { Account } from '../accounts/accounts.ts';
import type { Item } from '../items/item.ts';
import { PlaidFailure } from '../plaid/failure.ts';
import { flag, wholeNumber } from '../plaid/fields.ts';
import { type JsonText, joinArray } from '../plaid/json-text.ts';
import type { Wire } from '../plaid/wire.ts';
import type { Sandbox } from '../sandbox.ts';
import { countByDate, listByDate } from './list-by-date.ts';
import { type PrintOptions, printRow } from './print-row.ts';
import { initialiseTransactions } from './updates.ts';

const defaultCount = 100;

/** The options of a page, shared with `/processor/transactions/get`. */
export const datedPageOptions = {
  count: wholeNumber(1, 500).optional(),
  offset: wholeNumber(0, Number.MAX_SAFE_INTEGER).optional(),
  include_original_description: flag.nullable().optional(),
  include_personal_finance_category_beta: flag.optional(),
  include_personal_finance_category: flag.optional(),
  include_logo_and_counterparty_beta: flag.optional(),
};

interface DatedPageRequest {
  from: string;
  to: string;
  count?: number | undefined;
  offset?: number | undefined;
  include_original_description?: boolean | null | undefined;
  personal_finance_category_version?: PrintOptions['categoryVersion'] | undefined;
}

interface DatedPage {
  transactions: JsonText<Wire<Transaction>[]>;
  total_transactions: number;
}

/** Starts Transactions if nobody has yet; the caller is told to come back until the first month is there. */
export function requireTransactions(
  sandbox: Sandbox,
  item: Item,
  daysRequested = item.daysRequested,
): void {
  if (item.transactionsStatus === null) {
    initialiseTransactions(sandbox, item, daysRequested);
  }
  if (item.transactionsStatus === null || item.transactionsStatus === 'NOT_READY') {
    throw new PlaidFailure('PRODUCT_NOT_READY');
  }
}

/** The older way to read: by date and offset, newest first. */
export function readDatedPage(
  sandbox: Sandbox,
  item: Item,
  accounts: Account[],
  request: DatedPageRequest,
): DatedPage {
  const accountIds = accounts.map((account) => account.account_id);
  const range = { itemId: item.itemId, accountIds, from: request.from, to: request.to };
  const rows = listByDate(sandbox.db, range, request.count ?? defaultCount, request.offset ?? 0);
  const print: PrintOptions = {
    withOriginalDescription: request.include_original_description ?? false,
    categoryVersion: request.personal_finance_category_version ?? 'v2',
  };
  return {
    transactions: joinArray(rows.map((row) => printRow(row, print))),
    total_transactions: countByDate(sandbox.db, range),
  };
}
