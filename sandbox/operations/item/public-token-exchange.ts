import type { ItemPublicTokenExchangeRequest, ItemPublicTokenExchangeResponse } from 'plaid';
import { exchangePublicToken } from '../../items/tokens.ts';
import { filledText } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';

export const itemPublicTokenExchange = defineOperation<
  ItemPublicTokenExchangeRequest,
  ItemPublicTokenExchangeResponse
>({
  path: '/item/public_token/exchange',
  request: { public_token: filledText },
  handle: (call, { public_token }) => {
    const { accessToken, itemId } = exchangePublicToken(call.sandbox, call.clientId, public_token);
    return { access_token: accessToken, item_id: itemId };
  },
});
