import type {
  ProcessorInvestmentsTransactionsGetRequest,
  ProcessorInvestmentsTransactionsGetResponse,
} from 'plaid';
import { toWireInvestmentAccount, type WithSecurities } from '../../investments/holdings.ts';
import { requireHistory } from '../../investments/require-history.ts';
import { readInvestmentPage } from '../../investments/transactions.ts';
import { date, filledText, requireOrder } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import { requireGrantedProduct } from '../../processors/processor-tokens.ts';
import { defaultCount, pageOptions } from '../investments/transactions-get.ts';

export const processorInvestmentsTransactionsGet = defineOperation<
  ProcessorInvestmentsTransactionsGetRequest,
  WithSecurities<ProcessorInvestmentsTransactionsGetResponse>
>({
  path: '/processor/investments/transactions/get',
  request: { processor_token: filledText, start_date: date, end_date: date, options: pageOptions },
  handle: (call, { processor_token, start_date, end_date, options }) => {
    const { account, item } = requireGrantedProduct(call, processor_token, 'investments');
    requireOrder(start_date, end_date);
    requireHistory(call.sandbox, item, options?.async_update ?? false);
    return {
      account: toWireInvestmentAccount(account),
      ...readInvestmentPage(call.sandbox, item, [account], {
        from: start_date,
        to: end_date,
        count: options?.count ?? defaultCount,
        offset: options?.offset ?? 0,
      }),
      is_investments_fallback_item: false,
    };
  },
});
