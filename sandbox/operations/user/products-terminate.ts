import type { UserProductsTerminateRequest, UserProductsTerminateResponse } from 'plaid';
import { filledText, terminationReason, text } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import { requireUser } from '../../users/user.ts';

/** Ends subscriptions that Plaid bills by user. The sandbox sells none, so there is nothing to end. */
export const userProductsTerminate = defineOperation<
  UserProductsTerminateRequest,
  UserProductsTerminateResponse
>({
  path: '/user/products/terminate',
  request: {
    user_id: filledText,
    reason_code: terminationReason,
    reason_note: text.max(512).nullable().optional(),
  },
  handle: (call, { user_id }) => {
    requireUser(call, { user_id });
    return {};
  },
});
