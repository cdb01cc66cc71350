import type { UserUpdateRequest, UserUpdateResponse } from 'plaid';
import { filledText } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import { reportIdentity, toUserIdentity, userIdentity } from '../../users/identity-rule.ts';
import { requireUser, updateUser } from '../../users/user.ts';

export const userUpdate = defineOperation<UserUpdateRequest, UserUpdateResponse>({
  path: '/user/update',
  request: {
    user_id: filledText.optional(),
    user_token: filledText.optional(),
    identity: userIdentity.nullable().optional(),
    consumer_report_user_identity: reportIdentity.nullable().optional(),
  },
  handle: (call, { identity, consumer_report_user_identity, ...names }) => {
    const user = requireUser(call, names);
    updateUser(call.sandbox, user, toUserIdentity(identity, consumer_report_user_identity) ?? {});
    return {};
  },
});
