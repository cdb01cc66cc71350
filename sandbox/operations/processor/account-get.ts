import type { ProcessorAccountGetRequest, ProcessorAccountGetResponse } from 'plaid';
import { toWireAccount } from '../../accounts/accounts.ts';
import { filledText } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import { requireGrant } from '../../processors/processor-tokens.ts';

export const processorAccountGet = defineOperation<
  ProcessorAccountGetRequest,
  ProcessorAccountGetResponse
>({
  path: '/processor/account/get',
  request: { processor_token: filledText },
  handle: (call, { processor_token }) => {
    const { account, item } = requireGrant(call, processor_token);
    return { account: toWireAccount(account), institution_id: item.institutionId };
  },
});
