import type { UserItemsRemoveRequest, UserItemsRemoveResponse } from 'plaid';
import { removeItem } from '../../items/remove-item.ts';
import { filledText, idList } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import { requireItemIds, requireUser } from '../../users/user.ts';

export const userItemsRemove = defineOperation<UserItemsRemoveRequest, UserItemsRemoveResponse>({
  path: '/user/items/remove',
  request: {
    user_id: filledText.optional(),
    user_token: filledText.optional(),
    item_ids: idList.min(1),
  },
  handle: (call, { item_ids, ...names }) => {
    const { sandbox } = call;
    const itemIds = requireItemIds(sandbox.db, requireUser(call, names), item_ids);
    sandbox.db.transaction(() => {
      for (const itemId of itemIds) {
        removeItem(sandbox, itemId);
      }
    });
    return {};
  },
});
