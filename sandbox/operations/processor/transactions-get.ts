import type { ProcessorTransactionsGetRequest, ProcessorTransactionsGetResponse } from 'plaid';
import { toWireAccount } from '../../accounts/accounts.ts';
import { date, filledText, object, requireOrder } from '../../plaid/fields.ts';
import { joinObject } from '../../plaid/json-text.ts';
import { defineOperation } from '../../plaid/operation.ts';
import { requireGrantedProduct } from '../../processors/processor-tokens.ts';
import {
  datedPageOptions,
  readDatedPage,
  requireTransactions,
} from '../../transactions/dated-page.ts';

export const processorTransactionsGet = defineOperation<
  ProcessorTransactionsGetRequest,
  ProcessorTransactionsGetResponse
>({
  path: '/processor/transactions/get',
  request: {
    processor_token: filledText,
    start_date: date,
    end_date: date,
    options: object(datedPageOptions).optional(),
  },
  handle: (call, { processor_token, start_date, end_date, options = {} }) => {
    const { sandbox } = call;
    const { account, item } = requireGrantedProduct(call, processor_token, 'transactions');
    requireOrder(start_date, end_date);
    requireTransactions(sandbox, item);
    const request = { ...options, from: start_date, to: end_date };
    const page = readDatedPage(sandbox, item, [account], request);
    return joinObject({ account: toWireAccount(account), ...page });
  },
});
