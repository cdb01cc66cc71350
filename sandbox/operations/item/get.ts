import type { ItemGetRequest, ItemGetResponse } from 'plaid';
import { requireItem } from '../../items/require-item.ts';
import { toWireItemWithConsent, toWireStatus } from '../../items/to-wire.ts';
import { filledText } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import { findLastLook } from '../../products/watch.ts';

/** Answers in every state of the login: this is where a broken one is looked up. */
export const itemGet = defineOperation<ItemGetRequest, ItemGetResponse>({
  path: '/item/get',
  request: { access_token: filledText },
  handle: (call, { access_token }) => {
    const item = requireItem(call, access_token);
    const investmentsAt = findLastLook(call.sandbox, item.itemId, 'investments');
    return { item: toWireItemWithConsent(item), status: toWireStatus(item, investmentsAt) };
  },
});
