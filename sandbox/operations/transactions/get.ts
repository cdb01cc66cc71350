import type { TransactionsGetRequest, TransactionsGetResponse } from 'plaid';
import { requireAccounts, toWireAccount } from '../../accounts/accounts.ts';
import { suitsTransactions } from '../../accounts/product-accounts.ts';
import { requireConsent, requireHealthyItem } from '../../items/require-item.ts';
import { toWireItem } from '../../items/to-wire.ts';
import { PlaidFailure } from '../../plaid/failure.ts';
import {
  categoryVersion,
  date,
  filledText,
  flag,
  idList,
  object,
  requireOrder,
  wholeNumber,
} from '../../plaid/fields.ts';
import { joinArray, joinObject } from '../../plaid/json-text.ts';
import { defineOperation } from '../../plaid/operation.ts';
import { countByDate, listByDate } from '../../transactions/list-by-date.ts';
import { printRow } from '../../transactions/print-row.ts';
import { initialiseTransactions } from '../../transactions/updates.ts';

const defaultCount = 100;

/** The older way to read: by date and offset, newest first. */
export const transactionsGet = defineOperation<TransactionsGetRequest, TransactionsGetResponse>({
  path: '/transactions/get',
  request: {
    access_token: filledText,
    start_date: date,
    end_date: date,
    options: object({
      account_ids: idList.optional(),
      count: wholeNumber(1, 500).optional(),
      offset: wholeNumber(0, Number.MAX_SAFE_INTEGER).optional(),
      include_original_description: flag.nullable().optional(),
      include_personal_finance_category_beta: flag.optional(),
      include_personal_finance_category: flag.optional(),
      include_logo_and_counterparty_beta: flag.optional(),
      personal_finance_category_version: categoryVersion.optional(),
      days_requested: wholeNumber(1, 730).optional(),
    }).optional(),
  },
  handle: (call, { access_token, start_date, end_date, options }) => {
    const { sandbox } = call;
    const item = requireHealthyItem(call, access_token);
    requireConsent(item, 'transactions');
    requireOrder(start_date, end_date);
    const accounts = requireAccounts(sandbox.db, item.itemId, options?.account_ids);
    if (item.transactionsStatus === null) {
      initialiseTransactions(sandbox, item, options?.days_requested ?? item.daysRequested);
    }
    if (item.transactionsStatus === null || item.transactionsStatus === 'NOT_READY') {
      throw new PlaidFailure('PRODUCT_NOT_READY');
    }
    const accountIds = accounts.map((account) => account.account_id);
    const range = { itemId: item.itemId, accountIds, from: start_date, to: end_date };
    const rows = listByDate(
      sandbox.db,
      range,
      options?.count ?? defaultCount,
      options?.offset ?? 0,
    );
    const print = {
      withOriginalDescription: options?.include_original_description ?? false,
      categoryVersion: options?.personal_finance_category_version ?? 'v2',
    } as const;
    return joinObject({
      accounts: accounts.filter(suitsTransactions).map(toWireAccount),
      transactions: joinArray(rows.map((row) => printRow(row, print))),
      total_transactions: countByDate(sandbox.db, range),
      item: toWireItem(item),
    });
  },
});
