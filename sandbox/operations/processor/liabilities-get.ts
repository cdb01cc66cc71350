import type { ProcessorLiabilitiesGetRequest, ProcessorLiabilitiesGetResponse } from 'plaid';
import { toWireAccount } from '../../accounts/accounts.ts';
import { readLiabilities } from '../../liabilities/liabilities.ts';
import { filledText } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import { requireGrantedProduct } from '../../processors/processor-tokens.ts';

export const processorLiabilitiesGet = defineOperation<
  ProcessorLiabilitiesGetRequest,
  ProcessorLiabilitiesGetResponse
>({
  path: '/processor/liabilities/get',
  request: { processor_token: filledText },
  handle: (call, { processor_token }) => {
    const { account, item } = requireGrantedProduct(call, processor_token, 'liabilities');
    return {
      account: toWireAccount(account),
      liabilities: readLiabilities(call.sandbox, item, [account]),
    };
  },
});
