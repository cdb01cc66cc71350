import type { SignalPrepareRequest, SignalPrepareResponse } from 'plaid';
import { requireProduct } from '../../items/require-product.ts';
import { filledText } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';

/** Adds Signal to an Item whose owner has agreed to it. */
export const signalPrepare = defineOperation<SignalPrepareRequest, SignalPrepareResponse>({
  path: '/signal/prepare',
  request: { access_token: filledText },
  handle: (call, { access_token }) => {
    requireProduct(call, access_token, 'signal');
    return {};
  },
});
