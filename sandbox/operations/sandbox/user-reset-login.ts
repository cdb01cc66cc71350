import type { SandboxUserResetLoginRequest, SandboxUserResetLoginResponse } from 'plaid';
import { breakLogin } from '../../items/login.ts';
import { filledText, idList } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import { requireItemIds, requireUser } from '../../users/user.ts';

export const sandboxUserResetLogin = defineOperation<
  SandboxUserResetLoginRequest,
  SandboxUserResetLoginResponse
>({
  path: '/sandbox/user/reset_login',
  request: {
    user_id: filledText.optional(),
    user_token: filledText.optional(),
    item_ids: idList.nullable().optional(),
  },
  handle: (call, { item_ids, ...names }) => {
    const { sandbox } = call;
    for (const itemId of requireItemIds(sandbox.db, requireUser(call, names), item_ids ?? [])) {
      breakLogin(sandbox, itemId);
    }
    return {};
  },
});
