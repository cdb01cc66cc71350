import 'server-only';
import { z } from 'zod';
import { db, type Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { AppError } from '#lib/errors';
import { failPoint } from '#lib/fail-point';
import { readRawBody } from '#lib/http/read-body';
import { isForgotten } from '#lib/items/forget-items';
import { enqueue } from '#lib/jobs/enqueue';
import { log } from '#lib/log';
import { metrics } from '#lib/metrics/metrics';
import { PlaidError } from '#lib/plaid/plaid-error';
import { createKeySource, fetchVerificationKey } from '#lib/plaid/webhook-keys';
import { type VerifiedWebhook, verifyWebhook } from '#lib/plaid/webhook-verification';
import type { ItemRef } from '#lib/sync/ports';
import { requestSync } from '#lib/sync/request-sync';
import type { WebhookOutcome } from './contract.ts';
import { isSyncWebhook } from './webhook-codes.ts';

const bodyLimitBytes = 64 * 1024;

const webhookBody = z.looseObject({
  webhook_type: z.string().max(100),
  webhook_code: z.string().max(100),
  item_id: z.string().max(200).optional(),
});
type WebhookBody = z.infer<typeof webhookBody>;

const findKey = createKeySource(fetchVerificationKey);

/**
 * Takes one webhook of Plaid's: verifies the raw bytes, keeps it, and marks the work it asks for,
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
  await db().$transaction((tx) => keep(tx, verified, parsed.data));
  failPoint('webhook-committed');
}

async function keep(tx: Tx, verified: VerifiedWebhook, body: WebhookBody): Promise<void> {
  const ref = body.item_id ? await findItem(tx, body.item_id) : null;
  // Of one that was deleted with all it had, nothing is kept again.
  if (!ref && body.item_id && (await isForgotten(tx, body.item_id))) return;
  const webhookId = await logWebhook(tx, verified, body);
  failPoint('webhook-kept');
  if (ref && isSyncWebhook(body.webhook_type, body.webhook_code)) {
    // Always, also for a body seen before: two equal webhooks can be two real updates.
    const woken = await requestSync(tx, ref, 'webhook');
    const outcome: WebhookOutcome = woken ? 'woke' : 'seen';
    await tx.webhookLog.update({
      where: { id: webhookId },
      data: { handledAt: new Date(), outcome },
    });
  } else {
    await enqueue(tx, 'handle-webhook', { webhookId }, { key: `webhook:${webhookId}` });
  }
  const { webhook_type: type, webhook_code: code } = body;
  log.info({ type, code, known: ref !== null }, 'webhook');
}

/** Locked until the commit: whoever deletes the Item deletes this webhook with it, or it finds neither. */
async function findItem(tx: Tx, plaidItemId: string): Promise<ItemRef | null> {
  const [ref] = await tx.$queryRaw<ItemRef[]>`
    SELECT "householdId", "itemId" FROM "ItemDirectory"
    WHERE "plaidItemId" = ${plaidItemId} FOR KEY SHARE`;
  return ref ?? null;
}

/** One row per signed body; a second delivery counts on it. */
async function logWebhook(tx: Tx, verified: VerifiedWebhook, body: WebhookBody): Promise<string> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO "WebhookLog" AS w ("id", "plaidItemId", "webhookType", "webhookCode", "body",
      "bodyHash", "keyId", "issuedAt")
    VALUES (${newId()}::uuid, ${body.item_id ?? null}, ${body.webhook_type}, ${body.webhook_code},
      ${JSON.stringify(body)}::jsonb, ${verified.bodyHash}, ${verified.keyId},
      ${verified.issuedAt}::timestamptz)
    ON CONFLICT ("keyId", "issuedAt", "bodyHash") DO UPDATE SET
      "deliveries" = w."deliveries" + 1
    RETURNING "id"`;
  if (!row) throw new Error('The webhook was not stored.');
  return row.id;
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
