import type { InvestmentsRefreshRequest, InvestmentsRefreshResponse } from 'plaid';
import { requireProduct, requireProductAccounts } from '../../items/require-product.ts';
import { filledText } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import { lookNow } from '../../products/look.ts';

/** Looks at the bank now; webhooks tell what is new. */
export const investmentsRefresh = defineOperation<
  InvestmentsRefreshRequest,
  InvestmentsRefreshResponse
>({
  path: '/investments/refresh',
  request: { access_token: filledText },
  handle: (call, { access_token }) => {
    const item = requireProduct(call, access_token, 'investments');
    requireProductAccounts(call.sandbox, item, 'investments');
    lookNow(call.sandbox, item, 'investments');
    return {};
  },
});
