import type { ItemProductsTerminateRequest, ItemProductsTerminateResponse } from 'plaid';
import { removeItem } from '../../items/remove-item.ts';
import { requireItem } from '../../items/require-item.ts';
import { filledText, terminationReason, text } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';

/** The newer way to end an Item: with its products gone, there is nothing left of it. */
export const itemProductsTerminate = defineOperation<
  ItemProductsTerminateRequest,
  ItemProductsTerminateResponse
>({
  path: '/item/products/terminate',
  request: {
    access_token: filledText,
    reason_code: terminationReason,
    reason_note: text.max(512).nullable().optional(),
  },
  handle: (call, { access_token }) => {
    removeItem(call.sandbox, requireItem(call, access_token).itemId);
    return {};
  },
});
