import type { InvestmentsHoldingsGetRequest, InvestmentsHoldingsGetResponse } from 'plaid';
import {
  readPortfolio,
  toWireInvestmentAccount,
  type WithSecurities,
} from '../../investments/holdings.ts';
import { requireProduct, requireProductAccounts } from '../../items/require-product.ts';
import { toWireItem } from '../../items/to-wire.ts';
import { filledText, idList, object } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';

export const investmentsHoldingsGet = defineOperation<
  InvestmentsHoldingsGetRequest,
  WithSecurities<InvestmentsHoldingsGetResponse>
>({
  path: '/investments/holdings/get',
  request: {
    access_token: filledText,
    options: object({ account_ids: idList.optional() }).optional(),
  },
  handle: (call, { access_token, options }) => {
    const item = requireProduct(call, access_token, 'investments');
    const { accounts, suited } = requireProductAccounts(
      call.sandbox,
      item,
      'investments',
      options?.account_ids,
    );
    return {
      accounts: accounts.map(toWireInvestmentAccount),
      ...readPortfolio(item, suited),
      item: toWireItem(item),
      is_investments_fallback_item: false,
    };
  },
});
