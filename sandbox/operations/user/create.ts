import type { UserCreateRequest, UserCreateResponse } from 'plaid';
import { filledText, flag, text } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import { reportIdentity, toUserIdentity, userIdentity } from '../../users/identity-rule.ts';
import { createUser } from '../../users/user.ts';

/** Who uses the newer fields gets a user_id alone, as integrations made today do; others a user_token as well. */
export const userCreate = defineOperation<UserCreateRequest, UserCreateResponse>({
  path: '/user/create',
  request: {
    client_user_id: filledText.max(128),
    identity: userIdentity.nullable().optional(),
    end_customer: text.max(128).optional(),
    consumer_report_user_identity: reportIdentity.nullable().optional(),
    with_upgraded_user: flag.optional(),
  },
  handle: (call, request) => {
    const { client_user_id, identity, consumer_report_user_identity, with_upgraded_user } = request;
    const user = createUser(
      call,
      client_user_id,
      toUserIdentity(identity, consumer_report_user_identity),
      !(with_upgraded_user ?? Boolean(identity)),
    );
    return {
      user_id: user.userId,
      ...(user.userToken === null ? {} : { user_token: user.userToken }),
    };
  },
});
