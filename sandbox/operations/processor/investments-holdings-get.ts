import type {
  ProcessorInvestmentsHoldingsGetRequest,
  ProcessorInvestmentsHoldingsGetResponse,
} from 'plaid';
import {
  readPortfolio,
  toWireInvestmentAccount,
  type WithSecurities,
} from '../../investments/holdings.ts';
import { filledText } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import { requireGrantedProduct } from '../../processors/processor-tokens.ts';

export const processorInvestmentsHoldingsGet = defineOperation<
  ProcessorInvestmentsHoldingsGetRequest,
  WithSecurities<ProcessorInvestmentsHoldingsGetResponse>
>({
  path: '/processor/investments/holdings/get',
  request: { processor_token: filledText },
  handle: (call, { processor_token }) => {
    const { account, item } = requireGrantedProduct(call, processor_token, 'investments');
    return {
      account: toWireInvestmentAccount(account),
      ...readPortfolio(item, [account]),
      is_investments_fallback_item: false,
    };
  },
});
