import type { UserItemsGetRequest, UserItemsGetResponse } from 'plaid';
import { findItem } from '../../items/item.ts';
import { toWireItem } from '../../items/to-wire.ts';
import { filledText } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import { listItemIds, requireUser } from '../../users/user.ts';

export const userItemsGet = defineOperation<UserItemsGetRequest, UserItemsGetResponse>({
  path: '/user/items/get',
  request: { user_id: filledText.optional(), user_token: filledText.optional() },
  handle: (call, names) => {
    const { db } = call.sandbox;
    const items = listItemIds(db, requireUser(call, names)).flatMap(
      (itemId) => findItem(db, itemId) ?? [],
    );
    return { items: items.map(toWireItem) };
  },
});
