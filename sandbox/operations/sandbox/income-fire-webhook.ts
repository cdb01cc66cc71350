import type {
  SandboxIncomeFireWebhookRequest,
  SandboxIncomeFireWebhookRequestVerificationStatusEnum,
  SandboxIncomeFireWebhookResponse,
  SandboxIncomeWebhookFireRequestWebhookCode,
} from 'plaid';
import { z } from 'zod';
import { filledText, httpUrl } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import type { Wire } from '../../plaid/wire.ts';
import { enqueueClientWebhook } from '../../webhooks/outbox.ts';

export const sandboxIncomeFireWebhook = defineOperation<
  SandboxIncomeFireWebhookRequest,
  SandboxIncomeFireWebhookResponse
>({
  path: '/sandbox/income/fire_webhook',
  request: {
    item_id: filledText,
    user_id: filledText.optional(),
    webhook: httpUrl,
    verification_status: z
      .enum([
        'VERIFICATION_STATUS_PROCESSING_COMPLETE',
        'VERIFICATION_STATUS_PROCESSING_FAILED',
        'VERIFICATION_STATUS_PENDING_APPROVAL',
      ] satisfies Wire<SandboxIncomeFireWebhookRequestVerificationStatusEnum>[])
      .optional(),
    webhook_code: z.enum([
      'INCOME_VERIFICATION',
      'INCOME_VERIFICATION_RISK_SIGNALS',
    ] satisfies Wire<SandboxIncomeWebhookFireRequestWebhookCode>[]),
  },
  handle: (call, { item_id, user_id, webhook, webhook_code, verification_status }) => {
    const about = { item_id, ...(user_id === undefined ? {} : { user_id }) };
    enqueueClientWebhook(
      call.sandbox,
      { clientId: call.clientId, url: webhook },
      webhook_code === 'INCOME_VERIFICATION_RISK_SIGNALS'
        ? {
            webhook_type: 'INCOME',
            webhook_code,
            ...about,
            risk_signals_status: 'RISK_SIGNALS_PROCESSING_COMPLETE',
          }
        : {
            webhook_type: 'INCOME',
            webhook_code: 'INCOME_VERIFICATION',
            ...about,
            verification_status: verification_status ?? 'VERIFICATION_STATUS_PROCESSING_COMPLETE',
          },
    );
    return {};
  },
});
