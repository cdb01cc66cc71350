import 'server-only';
import { z } from 'zod';
import { db, type Tx } from '#lib/db/client';
import { failPoint } from '#lib/fail-point';
import { clearItemError, setItemError } from '#lib/items/mutations';
import { publish } from '#lib/live/publish';
import { requestSync } from '#lib/sync/request-sync';
import { isSyncWebhook, type WebhookEffect, webhookEffect } from './webhook-codes.ts';

const errorBody = z.object({
  error: z.object({
    error_type: z.string().max(100),
    error_code: z.string().max(100),
    display_message: z.string().max(1_000).nullish(),
  }),
});

/**
 * Does what a kept webhook asks for; run by the worker, harmless to run twice. A webhook for an
 * Item we do not know stays unhandled: it may have overtaken the exchange that makes the Item.
 */
export async function handleWebhook(webhookId: string): Promise<void> {
  await db().$transaction(async (tx) => {
    const webhook = await tx.webhookLog.findUnique({ where: { id: webhookId } });
    if (!webhook || webhook.handledAt) return;
    const { plaidItemId, webhookType, webhookCode } = webhook;
    const ref = plaidItemId ? await findItem(tx, plaidItemId) : null;
    if (plaidItemId && !ref) return;
    const outcome = ref ? await act(tx, ref, webhookType, webhookCode, webhook.body) : 'seen';
    await tx.webhookLog.update({
      where: { id: webhookId },
      data: { handledAt: new Date(), outcome },
    });
    failPoint('webhook-handled');
  });
}

async function findItem(tx: Tx, plaidItemId: string) {
  return tx.itemDirectory.findUnique({
    where: { plaidItemId },
    select: { householdId: true, itemId: true },
  });
}

/**
 * Whatever a webhook claims about an Item's health, a sync follows and has the last word: webhooks
 * arrive late and out of order.
 */
async function act(
  tx: Tx,
  ref: { householdId: string; itemId: string },
  type: string,
  code: string,
  body: unknown,
): Promise<string> {
  if (isSyncWebhook(type, code)) {
    await requestSync(tx, ref, 'webhook');
    return 'woke';
  }
  const effect = webhookEffect(type, code);
  if (effect === 'none') return 'seen';
  const outcome = await applyEffect(tx, ref, effect, body);
  await requestSync(tx, ref, 'webhook');
  await publish(tx, ref.householdId, ['items']);
  return outcome;
}

async function applyEffect(
  tx: Tx,
  ref: { householdId: string; itemId: string },
  effect: Exclude<WebhookEffect, 'none'>,
  body: unknown,
): Promise<string> {
  if (effect === 'clear_error') {
    await clearItemError(tx, ref);
    return 'repaired';
  }
  const { data } = errorBody.safeParse(body);
  // An error we cannot read is the sync's to find.
  if (!data) return 'woke';
  const { error_type, error_code, display_message } = data.error;
  const error = { type: error_type, code: error_code, display: display_message ?? null };
  await setItemError(tx, ref, error);
  return 'errored';
}
