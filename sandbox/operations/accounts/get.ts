import type { AccountsGetRequest, AccountsGetResponse } from 'plaid';
import { requireAccounts, toWireAccount } from '../../accounts/accounts.ts';
import { requireItem } from '../../items/require-item.ts';
import { toWireItem } from '../../items/to-wire.ts';
import { filledText, idList, object } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';

/** Cached figures: answered even while the login is broken. */
export const accountsGet = defineOperation<AccountsGetRequest, AccountsGetResponse>({
  path: '/accounts/get',
  request: {
    access_token: filledText,
    options: object({ account_ids: idList.optional() }).optional(),
  },
  handle: (call, { access_token, options }) => {
    const item = requireItem(call, access_token);
    const accounts = requireAccounts(call.sandbox.db, item.itemId, options?.account_ids);
    return { accounts: accounts.map(toWireAccount), item: toWireItem(item) };
  },
});
