import type { IdentityRefreshRequest, IdentityRefreshResponse } from 'plaid';
import { requireProduct, requireProductAccounts } from '../../items/require-product.ts';
import { filledText } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';

/** Looks at the bank now. What it has on file never changes here, so that no webhook follows. */
export const identityRefresh = defineOperation<IdentityRefreshRequest, IdentityRefreshResponse>({
  path: '/identity/refresh',
  request: { access_token: filledText },
  handle: (call, { access_token }) => {
    const item = requireProduct(call, access_token, 'identity');
    requireProductAccounts(call.sandbox, item, 'identity');
    return {};
  },
});
