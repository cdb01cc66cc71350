import type { UserRemoveRequest, UserRemoveResponse } from 'plaid';
import { filledText } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import { removeUser, requireUser } from '../../users/user.ts';

export const userRemove = defineOperation<UserRemoveRequest, UserRemoveResponse>({
  path: '/user/remove',
  request: { user_id: filledText.optional(), user_token: filledText.optional() },
  handle: (call, names) => {
    removeUser(call.sandbox, requireUser(call, names));
    return {};
  },
});
