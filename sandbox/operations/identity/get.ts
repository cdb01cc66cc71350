import type { IdentityGetRequest, IdentityGetResponse } from 'plaid';
import { readOwners, toWireIdentity } from '../../identity/owners.ts';
import { requireProduct, requireProductAccounts } from '../../items/require-product.ts';
import { toWireItem } from '../../items/to-wire.ts';
import { filledText, idList, object } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';

export const identityGet = defineOperation<IdentityGetRequest, IdentityGetResponse>({
  path: '/identity/get',
  request: {
    access_token: filledText,
    options: object({ account_ids: idList.optional() }).optional(),
  },
  handle: (call, { access_token, options }) => {
    const item = requireProduct(call, access_token, 'identity');
    const { accounts } = requireProductAccounts(
      call.sandbox,
      item,
      'identity',
      options?.account_ids,
    );
    return { accounts: readOwners(item, accounts).map(toWireIdentity), item: toWireItem(item) };
  },
});
