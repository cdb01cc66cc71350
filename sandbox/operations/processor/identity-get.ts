import type { ProcessorIdentityGetRequest, ProcessorIdentityGetResponse } from 'plaid';
import { readAccountOwners, toWireIdentity } from '../../identity/owners.ts';
import { filledText } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import { requireGrantedProduct } from '../../processors/processor-tokens.ts';

export const processorIdentityGet = defineOperation<
  ProcessorIdentityGetRequest,
  ProcessorIdentityGetResponse
>({
  path: '/processor/identity/get',
  request: { processor_token: filledText },
  handle: (call, { processor_token }) => {
    const { account, item } = requireGrantedProduct(call, processor_token, 'identity');
    return { account: toWireIdentity(readAccountOwners(item, account)) };
  },
});
