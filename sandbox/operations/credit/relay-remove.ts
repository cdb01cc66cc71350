import type { CreditRelayRemoveRequest, CreditRelayRemoveResponse } from 'plaid';
import { removeGrant } from '../../asset-reports/grants.ts';
import { filledText } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';

export const creditRelayRemove = defineOperation<
  CreditRelayRemoveRequest,
  CreditRelayRemoveResponse
>({
  path: '/credit/relay/remove',
  request: { relay_token: filledText },
  handle: (call, { relay_token }) => {
    removeGrant(call, 'relay', relay_token);
    return { removed: true };
  },
});
