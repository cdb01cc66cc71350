import type { ItemAccessTokenInvalidateRequest, ItemAccessTokenInvalidateResponse } from 'plaid';
import { requireItem } from '../../items/require-item.ts';
import { replaceAccessToken } from '../../items/tokens.ts';
import { filledText } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';

export const itemAccessTokenInvalidate = defineOperation<
  ItemAccessTokenInvalidateRequest,
  ItemAccessTokenInvalidateResponse
>({
  path: '/item/access_token/invalidate',
  request: { access_token: filledText },
  handle: (call, { access_token }) => {
    const { itemId } = requireItem(call, access_token);
    return { new_access_token: replaceAccessToken(call.sandbox, call.clientId, itemId) };
  },
});
