import type { ProcessorBalanceGetRequest, ProcessorBalanceGetResponse } from 'plaid';
import { toWireAccount } from '../../accounts/accounts.ts';
import { filledText, object, text } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import { requireGrantedProduct } from '../../processors/processor-tokens.ts';

export const processorBalanceGet = defineOperation<
  ProcessorBalanceGetRequest,
  ProcessorBalanceGetResponse
>({
  path: '/processor/balance/get',
  request: {
    processor_token: filledText,
    options: object({ min_last_updated_datetime: text.optional() }).optional(),
  },
  handle: (call, { processor_token }) => {
    const { account } = requireGrantedProduct(call, processor_token, 'balance');
    return { account: toWireAccount(account) };
  },
});
