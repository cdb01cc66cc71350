import type { ItemRemoveRequest, ItemRemoveResponse } from 'plaid';
import { z } from 'zod';
import { removeItem } from '../../items/remove-item.ts';
import { requireItem } from '../../items/require-item.ts';
import { filledText, text } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';

const reasonCode = z.enum([
  'FRAUD_FIRST_PARTY',
  'FRAUD_FALSE_IDENTITY',
  'FRAUD_ABUSE',
  'FRAUD_OTHER',
  'CONNECTION_IS_NON_FUNCTIONAL',
  'OTHER',
]);

export const itemRemove = defineOperation<ItemRemoveRequest, ItemRemoveResponse>({
  path: '/item/remove',
  request: {
    access_token: filledText,
    reason_code: reasonCode.nullable().optional(),
    reason_note: text.max(512).nullable().optional(),
  },
  handle: (call, { access_token }) => {
    removeItem(call.sandbox, requireItem(call, access_token).itemId);
    return {};
  },
});
