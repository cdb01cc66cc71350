import 'server-only';
import { z } from 'zod';
import { db, type Tx } from '#lib/db/client';
import { failPoint } from '#lib/fail-point';
import { enqueue } from '#lib/jobs/enqueue';
import { publish } from '#lib/live/publish';
import { log } from '#lib/log';
import type { ItemRef } from '#lib/sync/ports';
import { applyToItem } from './apply-to-item.ts';
import type { WebhookOutcome } from './contract.ts';
import { type WebhookEffect, webhookEffect } from './webhook-codes.ts';

/**
 * Does what a kept webhook asks for; run by the worker, harmless to run twice. A webhook for an
 * Item we do not know stays unhandled: it may have overtaken the exchange that makes the Item.
 */
export async function handleWebhook(webhookId: string): Promise<void> {
  await db().$transaction(async (tx) => {
    const webhook = await tx.webhookLog.findUnique({ where: { id: webhookId } });
    if (!webhook || webhook.handledAt) return;
    const { plaidItemId, webhookType: type, webhookCode: code, body } = webhook;
    const ref = plaidItemId ? await findItem(tx, plaidItemId) : null;
    if (plaidItemId && !ref) return;
    const effect = webhookEffect(type, code);
    const outcome = ref
      ? await actOnItem(tx, ref, effect, body)
      : await actOnNoItem(tx, effect, body);
    if (outcome === 'unknown') log.warn({ type, code, webhookId }, 'a webhook nobody knows');
    await tx.webhookLog.update({
      where: { id: webhookId },
      data: { handledAt: new Date(), outcome },
    });
    failPoint('webhook-handled');
  });
}

async function findItem(tx: Tx, plaidItemId: string): Promise<ItemRef | null> {
  return tx.itemDirectory.findUnique({
    where: { plaidItemId },
    select: { householdId: true, itemId: true },
  });
}

async function actOnItem(
  tx: Tx,
  ref: ItemRef,
  effect: WebhookEffect,
  body: unknown,
): Promise<WebhookOutcome> {
  const outcome = await applyToItem(tx, ref, effect, body);
  if (outcome !== 'seen' && outcome !== 'unknown') {
    await publish(tx, ref.householdId, ['items'], ref.itemId);
  }
  return outcome;
}

const alertBody = z.object({ institution_id: z.string().max(64) });

async function actOnNoItem(tx: Tx, effect: WebhookEffect, body: unknown): Promise<WebhookOutcome> {
  if (effect === 'note') return 'seen';
  const alert = effect === 'check_institution' ? alertBody.safeParse(body).data : undefined;
  if (!alert) return 'unknown';
  const institutionId = alert.institution_id;
  const key = `institution:${institutionId}`;
  await enqueue(tx, 'check-institution', { institutionId }, { key });
  return 'woke';
}
