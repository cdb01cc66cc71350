import type {
  CreditBankIncomeWebhookUpdateRequest,
  CreditBankIncomeWebhookUpdateResponse,
} from 'plaid';
import { filledText, flag } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import { requireUser } from '../../users/user.ts';

/** Checked and no more: what it turns on goes to an address of the Dashboard, and there is none here. */
export const creditBankIncomeWebhookUpdate = defineOperation<
  CreditBankIncomeWebhookUpdateRequest,
  CreditBankIncomeWebhookUpdateResponse
>({
  path: '/credit/bank_income/webhook/update',
  request: { user_token: filledText, user_id: filledText.optional(), enable_webhooks: flag },
  handle: (call, { user_token, user_id }) => {
    requireUser(call, { user_token, user_id });
    return {};
  },
});
