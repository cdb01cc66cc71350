import type { SignalEvaluateRequest, SignalEvaluateResponse } from 'plaid';
import { requireAccount } from '../../accounts/accounts.ts';
import { requireConsent, requireItem } from '../../items/require-item.ts';
import { filledText, text } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import { evaluatePayment, paymentFields } from '../../signal/evaluate.ts';

export const signalEvaluate = defineOperation<SignalEvaluateRequest, SignalEvaluateResponse>({
  path: '/signal/evaluate',
  request: {
    access_token: filledText,
    account_id: filledText,
    risk_profile_key: text.nullable().optional(),
    ...paymentFields,
  },
  handle: (call, { access_token, account_id, ...payment }) => {
    const item = requireItem(call, access_token);
    requireConsent(item, 'signal');
    const account = requireAccount(call.sandbox.db, item.itemId, account_id);
    return evaluatePayment(call, item, account, payment);
  },
});
