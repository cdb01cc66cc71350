import type { ItemPublicTokenCreateRequest, ItemPublicTokenCreateResponse } from 'plaid';
import { toDateTime } from '../../dates.ts';
import { requireItem } from '../../items/require-item.ts';
import { createPublicToken, publicTokenLifetimeMs } from '../../items/tokens.ts';
import { filledText } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';

/** Deprecated: Link is opened with link tokens now, in update mode too. The token can still be exchanged. */
export const itemPublicTokenCreate = defineOperation<
  ItemPublicTokenCreateRequest,
  ItemPublicTokenCreateResponse
>({
  path: '/item/public_token/create',
  request: { access_token: filledText },
  handle: (call, { access_token }) => {
    const { sandbox, clientId } = call;
    const { itemId } = requireItem(call, access_token);
    return {
      public_token: createPublicToken(sandbox, clientId, itemId),
      expiration: toDateTime(sandbox.clock.now() + publicTokenLifetimeMs),
    };
  },
});
