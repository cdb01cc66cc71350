import type {
  SandboxItemSetVerificationStatusRequest,
  SandboxItemSetVerificationStatusResponse,
} from 'plaid';
import { z } from 'zod';
import { requireAccount } from '../../accounts/accounts.ts';
import { setVerificationStatus } from '../../accounts/verification.ts';
import { requireItem } from '../../items/require-item.ts';
import { PlaidFailure } from '../../plaid/failure.ts';
import { filledText } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';

/** Ends the wait for the deposits that verify an account by themselves. */
export const sandboxItemSetVerificationStatus = defineOperation<
  SandboxItemSetVerificationStatusRequest,
  SandboxItemSetVerificationStatusResponse
>({
  path: '/sandbox/item/set_verification_status',
  request: {
    access_token: filledText,
    account_id: filledText,
    verification_status: z.enum(['automatically_verified', 'verification_expired']),
  },
  handle: (call, { access_token, account_id, verification_status }) => {
    const item = requireItem(call, access_token);
    const account = requireAccount(call.sandbox.db, item.itemId, account_id);
    if (account.verification_status !== 'pending_automatic_verification') {
      throw new PlaidFailure('INVALID_FIELD', {
        message: 'the account is not waiting for automatic verification',
      });
    }
    setVerificationStatus(call.sandbox, item.itemId, account_id, verification_status);
    return {};
  },
});
