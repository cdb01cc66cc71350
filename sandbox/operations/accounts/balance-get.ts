import type { AccountsBalanceGetRequest, AccountsGetResponse } from 'plaid';
import { requireAccounts, toWireAccount } from '../../accounts/accounts.ts';
import { requireHealthyItem } from '../../items/require-item.ts';
import { toWireItem } from '../../items/to-wire.ts';
import { filledText, idList, object, text } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';

/** Asks the bank, so it needs a working login. */
export const accountsBalanceGet = defineOperation<AccountsBalanceGetRequest, AccountsGetResponse>({
  path: '/accounts/balance/get',
  request: {
    access_token: filledText,
    options: object({
      account_ids: idList.optional(),
      min_last_updated_datetime: text.optional(),
    }).optional(),
  },
  handle: (call, { access_token, options }) => {
    const item = requireHealthyItem(call, access_token);
    const accounts = requireAccounts(call.sandbox.db, item.itemId, options?.account_ids);
    return { accounts: accounts.map(toWireAccount), item: toWireItem(item) };
  },
});
