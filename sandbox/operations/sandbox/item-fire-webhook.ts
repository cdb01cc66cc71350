import type { SandboxItemFireWebhookRequest, SandboxItemFireWebhookResponse } from 'plaid';
import { z } from 'zod';
import { requireItem } from '../../items/require-item.ts';
import { filledText } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import { fireWebhook, webhookCodes, webhookTypes } from '../../webhooks/fire.ts';

export const sandboxItemFireWebhook = defineOperation<
  SandboxItemFireWebhookRequest,
  SandboxItemFireWebhookResponse
>({
  path: '/sandbox/item/fire_webhook',
  request: {
    access_token: filledText,
    webhook_type: z.enum(webhookTypes).optional(),
    webhook_code: z.enum(webhookCodes),
  },
  handle: (call, { access_token, webhook_type, webhook_code }) => {
    fireWebhook(call.sandbox, requireItem(call, access_token), webhook_code, webhook_type);
    return { webhook_fired: true };
  },
});
