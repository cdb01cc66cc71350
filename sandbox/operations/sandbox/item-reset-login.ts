import type { SandboxItemResetLoginRequest, SandboxItemResetLoginResponse } from 'plaid';
import { breakLogin } from '../../items/login.ts';
import { requireItem } from '../../items/require-item.ts';
import { filledText } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';

export const sandboxItemResetLogin = defineOperation<
  SandboxItemResetLoginRequest,
  SandboxItemResetLoginResponse
>({
  path: '/sandbox/item/reset_login',
  request: { access_token: filledText },
  handle: (call, { access_token }) => {
    breakLogin(call.sandbox, requireItem(call, access_token).itemId);
    return { reset_login: true };
  },
});
