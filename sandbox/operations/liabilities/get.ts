import type { LiabilitiesGetRequest, LiabilitiesGetResponse } from 'plaid';
import { toWireAccount } from '../../accounts/accounts.ts';
import { requireProduct, requireProductAccounts } from '../../items/require-product.ts';
import { toWireItem } from '../../items/to-wire.ts';
import { readLiabilities } from '../../liabilities/liabilities.ts';
import { filledText, idList, object } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';

export const liabilitiesGet = defineOperation<LiabilitiesGetRequest, LiabilitiesGetResponse>({
  path: '/liabilities/get',
  request: {
    access_token: filledText,
    options: object({ account_ids: idList.optional() }).optional(),
  },
  handle: (call, { access_token, options }) => {
    const item = requireProduct(call, access_token, 'liabilities');
    const { accounts, suited } = requireProductAccounts(
      call.sandbox,
      item,
      'liabilities',
      options?.account_ids,
    );
    return {
      accounts: accounts.map(toWireAccount),
      item: toWireItem(item),
      liabilities: readLiabilities(call.sandbox, item, suited),
    };
  },
});
