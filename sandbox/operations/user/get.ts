import type { UserGetRequest, UserGetResponse } from 'plaid';
import { toDateTime } from '../../dates.ts';
import { filledText } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import { requireUser } from '../../users/user.ts';

export const userGet = defineOperation<UserGetRequest, UserGetResponse>({
  path: '/user/get',
  request: { user_id: filledText },
  handle: (call, names) => {
    const user = requireUser(call, names);
    return {
      user_id: user.userId,
      client_user_id: user.clientUserId,
      created_at: toDateTime(user.createdAt),
      updated_at: toDateTime(user.updatedAt),
      ...(user.identity === null ? {} : { identity: user.identity }),
    };
  },
});
