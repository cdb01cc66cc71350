import type {
  BankIncomeRefreshCompleteResult,
  SandboxBankIncomeFireWebhookRequest,
  SandboxBankIncomeFireWebhookResponse,
  SandboxBankIncomeWebhookFireRequestWebhookCode,
} from 'plaid';
import { z } from 'zod';
import { PlaidFailure } from '../../plaid/failure.ts';
import { filledText, httpUrl, object } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import type { Wire } from '../../plaid/wire.ts';
import { enqueueClientWebhook } from '../../webhooks/outbox.ts';

export const sandboxBankIncomeFireWebhook = defineOperation<
  SandboxBankIncomeFireWebhookRequest,
  SandboxBankIncomeFireWebhookResponse
>({
  path: '/sandbox/bank_income/fire_webhook',
  request: {
    webhook_override: httpUrl.optional(),
    webhook_code: z.enum([
      'BANK_INCOME_REFRESH_UPDATE',
      'BANK_INCOME_REFRESH_COMPLETE',
    ] satisfies Wire<SandboxBankIncomeWebhookFireRequestWebhookCode>[]),
    webhook_fields: object({
      user_id: filledText,
      bank_income_refresh_complete_result: z
        .enum(['SUCCESS', 'FAILURE'] satisfies Wire<BankIncomeRefreshCompleteResult>[])
        .optional(),
    }),
  },
  handle: (call, { webhook_override, webhook_code, webhook_fields }) => {
    if (webhook_override === undefined) {
      throw new PlaidFailure('SANDBOX_WEBHOOK_INVALID', {
        message: 'there is no Dashboard here that knows an address: give webhook_override',
      });
    }
    const { user_id, bank_income_refresh_complete_result: result = 'SUCCESS' } = webhook_fields;
    enqueueClientWebhook(
      call.sandbox,
      { clientId: call.clientId, url: webhook_override },
      webhook_code === 'BANK_INCOME_REFRESH_COMPLETE'
        ? { webhook_type: 'INCOME', webhook_code, user_id, result }
        : { webhook_type: 'INCOME', webhook_code, user_id },
    );
    return {};
  },
});
