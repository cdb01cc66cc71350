import type { WebhookVerificationKeyGetRequest, WebhookVerificationKeyGetResponse } from 'plaid';
import { PlaidFailure } from '../../plaid/failure.ts';
import { filledText } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import { findPublicKey } from '../../webhooks/signing-keys.ts';

export const webhookVerificationKeyGet = defineOperation<
  WebhookVerificationKeyGetRequest,
  WebhookVerificationKeyGetResponse
>({
  path: '/webhook_verification_key/get',
  request: { key_id: filledText },
  handle: (call, { key_id }) => {
    const key = findPublicKey(call.sandbox.db, key_id);
    if (!key) {
      throw new PlaidFailure('INVALID_WEBHOOK_VERIFICATION_KEY_ID');
    }
    return { key };
  },
});
