import type { ProcessorIdentityMatchRequest, ProcessorIdentityMatchResponse } from 'plaid';
import { matchIdentity } from '../../identity/match.ts';
import { readAccountOwners } from '../../identity/owners.ts';
import { filledText } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import { requireGrantedProduct } from '../../processors/processor-tokens.ts';
import { matchUser } from '../identity/match.ts';

export const processorIdentityMatch = defineOperation<
  ProcessorIdentityMatchRequest,
  ProcessorIdentityMatchResponse
>({
  path: '/processor/identity/match',
  request: { processor_token: filledText, user: matchUser.optional() },
  handle: (call, { processor_token, user = {} }) => {
    const { account, item } = requireGrantedProduct(call, processor_token, 'identity');
    return { account: matchIdentity(readAccountOwners(item, account), user) };
  },
});
