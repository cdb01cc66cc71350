import type { AuthGetRequest, AuthGetResponse } from 'plaid';
import { toWireAccount } from '../../accounts/accounts.ts';
import { requireNumbers } from '../../auth/require-numbers.ts';
import { requireProduct } from '../../items/require-product.ts';
import { toWireItem } from '../../items/to-wire.ts';
import { filledText, idList, object } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';

/** Answers for the accounts that have numbers; those still being verified have none to tell. */
export const authGet = defineOperation<AuthGetRequest, AuthGetResponse>({
  path: '/auth/get',
  request: {
    access_token: filledText,
    options: object({ account_ids: idList.optional() }).optional(),
  },
  handle: (call, { access_token, options }) => {
    const item = requireProduct(call, access_token, 'auth');
    const { accounts, numbers } = requireNumbers(call.sandbox, item, options?.account_ids);
    return { accounts: accounts.map(toWireAccount), numbers, item: toWireItem(item) };
  },
});
