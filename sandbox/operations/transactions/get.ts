import type { TransactionsGetRequest, TransactionsGetResponse } from 'plaid';
import { requireAccounts, toWireAccount } from '../../accounts/accounts.ts';
import { suitsTransactions } from '../../accounts/product-accounts.ts';
import { requireConsent, requireHealthyItem } from '../../items/require-item.ts';
import { toWireItem } from '../../items/to-wire.ts';
import {
  categoryVersion,
  date,
  filledText,
  idList,
  object,
  requireOrder,
  wholeNumber,
} from '../../plaid/fields.ts';
import { joinObject } from '../../plaid/json-text.ts';
import { defineOperation } from '../../plaid/operation.ts';
import {
  datedPageOptions,
  readDatedPage,
  requireTransactions,
} from '../../transactions/dated-page.ts';

export const transactionsGet = defineOperation<TransactionsGetRequest, TransactionsGetResponse>({
  path: '/transactions/get',
  request: {
    access_token: filledText,
    start_date: date,
    end_date: date,
    options: object({
      ...datedPageOptions,
      account_ids: idList.optional(),
      personal_finance_category_version: categoryVersion.optional(),
      days_requested: wholeNumber(1, 730).optional(),
    }).optional(),
  },
  handle: (call, { access_token, start_date, end_date, options = {} }) => {
    const { sandbox } = call;
    const item = requireHealthyItem(call, access_token);
    requireConsent(item, 'transactions');
    requireOrder(start_date, end_date);
    const accounts = requireAccounts(sandbox.db, item.itemId, options.account_ids);
    requireTransactions(sandbox, item, options.days_requested);
    const page = readDatedPage(sandbox, item, accounts, {
      ...options,
      from: start_date,
      to: end_date,
    });
    return joinObject({
      accounts: accounts.filter(suitsTransactions).map(toWireAccount),
      ...page,
      item: toWireItem(item),
    });
  },
});
