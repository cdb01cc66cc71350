import 'server-only';
import { z } from 'zod';
import { AppError } from '#lib/errors';
import { failPoint } from '#lib/fail-point';
import { readRawBody } from '#lib/http/read-body';
import { log } from '#lib/log';
import { metrics } from '#lib/metrics/metrics';
import { PlaidError } from '#lib/plaid/plaid-error';
import { createKeySource, fetchVerificationKey } from '#lib/plaid/webhook-keys';
import { verifyWebhook } from '#lib/plaid/webhook-verification';
import { keepWebhook } from './keep-webhook.ts';

const bodyLimitBytes = 64 * 1024;

const webhookBody = z.looseObject({
  webhook_type: z.string().max(100),
  webhook_code: z.string().max(100),
  item_id: z.string().max(200).optional(),
});

const findKey = createKeySource(fetchVerificationKey);

/**
 * Takes one webhook of Plaid's: verifies the raw bytes, and keeps it and marks the work it asks for
 * in one transaction. All thinking happens in the worker. What is answered before the commit is
 * never a success, so that Plaid tries again.
 *
 * @throws AppError invalid_webhook for anything Plaid did not sign just now; unavailable when the
 *         key or the database cannot be reached
 */
export async function receiveWebhook(request: Request): Promise<void> {
  const count = (outcome: string) => metrics().webhooks.inc({ outcome });
  try {
    await takeIn(request);
    count('accepted');
  } catch (error) {
    if (!(error instanceof AppError)) count('failed');
    else count(error.code === 'unavailable' ? 'unavailable' : 'refused');
    throw error;
  }
}

async function takeIn(request: Request): Promise<void> {
  const body = await readRawBody(request, bodyLimitBytes);
  const signature = request.headers.get('plaid-verification');
  const verified = await verifyWebhook(body, signature, findKey, Date.now()).catch(refuseForNow);
  const parsed = verified ? webhookBody.safeParse(parseJson(body)) : null;
  if (!verified || !parsed?.success) {
    log.warn({ bytes: body.byteLength, signed: signature !== null }, 'a webhook was refused');
    throw new AppError(
      'invalid_webhook',
      'This webhook does not carry a valid signature of Plaid.',
    );
  }
  failPoint('webhook-verified');
  const known = await keepWebhook(verified, parsed.data);
  failPoint('webhook-committed');
  const { webhook_type: type, webhook_code: code } = parsed.data;
  log.info({ type, code, known }, 'webhook');
}

function refuseForNow(error: unknown): never {
  if (!(error instanceof PlaidError)) throw error;
  throw new AppError('unavailable', 'The verification key cannot be fetched now. Send it again.', {
    cause: error,
    retryAfterSeconds: 10,
  });
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return null;
  }
}
