import type { InvestmentsTransactionsGetRequest, InvestmentsTransactionsGetResponse } from 'plaid';
import { toWireInvestmentAccount, type WithSecurities } from '../../investments/holdings.ts';
import { requireHistory } from '../../investments/require-history.ts';
import { readInvestmentPage } from '../../investments/transactions.ts';
import { requireProduct, requireProductAccounts } from '../../items/require-product.ts';
import { toWireItem } from '../../items/to-wire.ts';
import {
  date,
  filledText,
  flag,
  idList,
  object,
  requireOrder,
  wholeNumber,
} from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';

export const defaultCount = 100;

/** Shared with `/processor/investments/transactions/get`. */
export const pageOptions = object({
  account_ids: idList.optional(),
  count: wholeNumber(1, 500).optional(),
  offset: wholeNumber(0, Number.MAX_SAFE_INTEGER).optional(),
  async_update: flag.optional(),
}).optional();

/** By date and offset, newest first. */
export const investmentsTransactionsGet = defineOperation<
  InvestmentsTransactionsGetRequest,
  WithSecurities<InvestmentsTransactionsGetResponse>
>({
  path: '/investments/transactions/get',
  request: { access_token: filledText, start_date: date, end_date: date, options: pageOptions },
  handle: (call, { access_token, start_date, end_date, options }) => {
    const { sandbox } = call;
    const item = requireProduct(call, access_token, 'investments');
    requireOrder(start_date, end_date);
    const { accounts, suited } = requireProductAccounts(
      sandbox,
      item,
      'investments',
      options?.account_ids,
    );
    requireHistory(sandbox, item, options?.async_update ?? false);
    return {
      accounts: accounts.map(toWireInvestmentAccount),
      ...readInvestmentPage(sandbox, item, suited, {
        from: start_date,
        to: end_date,
        count: options?.count ?? defaultCount,
        offset: options?.offset ?? 0,
      }),
      item: toWireItem(item),
      is_investments_fallback_item: false,
    };
  },
});
