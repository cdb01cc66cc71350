import type { IdentityMatchRequest, IdentityMatchResponse, IdentityMatchUser } from 'plaid';
import type { z } from 'zod';
import { matchIdentity } from '../../identity/match.ts';
import { readOwners } from '../../identity/owners.ts';
import { requireProduct, requireProductAccounts } from '../../items/require-product.ts';
import { toWireItem } from '../../items/to-wire.ts';
import { filledText, idList, object, text } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import type { Wire } from '../../plaid/wire.ts';

const line = text.max(500).nullable().optional();

/** What a person says of themselves; shared with `/processor/identity/match`. */
export const matchUser = object({
  legal_name: line,
  phone_number: line,
  email_address: line,
  address: object({
    city: line,
    region: line,
    street: text.max(500).optional(),
    postal_code: line,
    country: line,
  })
    .nullable()
    .optional(),
}) satisfies z.ZodType<Wire<IdentityMatchUser>>;

export const identityMatch = defineOperation<IdentityMatchRequest, IdentityMatchResponse>({
  path: '/identity/match',
  request: {
    access_token: filledText,
    user: matchUser.optional(),
    options: object({ account_ids: idList.optional() }).optional(),
  },
  handle: (call, { access_token, user = {}, options }) => {
    const item = requireProduct(call, access_token, 'identity');
    const { accounts } = requireProductAccounts(
      call.sandbox,
      item,
      'identity',
      options?.account_ids,
    );
    return {
      accounts: readOwners(item, accounts).map((owned) => matchIdentity(owned, user)),
      item: toWireItem(item),
    };
  },
});
