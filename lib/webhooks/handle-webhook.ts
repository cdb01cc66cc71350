import 'server-only';
import { z } from 'zod';
import { applyToReport } from '#lib/asset-reports/apply-webhook';
import { db, type Tx } from '#lib/db/client';
import { failPoint } from '#lib/fail-point';
import { applyToIncome } from '#lib/income/apply-webhook';
import { enqueue } from '#lib/jobs/enqueue';
import { publish } from '#lib/live/publish';
import { log } from '#lib/log';
import type { ItemRef } from '#lib/sync/ports';
import { applyToItem } from './apply-to-item.ts';
import type { WebhookOutcome } from './contract.ts';
import { type WebhookEffect, webhookEffect } from './webhook-codes.ts';

/** What no sync confirms: of all else about an Item's health a sync has the last word first. */
const toldAtOnce = new Set<WebhookEffect>(['announce_disconnect', 'stop_item', 'stop_account']);

/**
 * Does what a kept webhook asks for; run by the worker, harmless to run twice. A webhook for an
 * Item we do not know stays unhandled: it may have overtaken the exchange that makes the Item.
 *
 * @returns the Item, when people are to be told of it though no sync follows
 */
export async function handleWebhook(webhookId: string): Promise<ItemRef | null> {
  return db().$transaction(async (tx) => {
    const webhook = await tx.webhookLog.findUnique({ where: { id: webhookId } });
    if (!webhook || webhook.handledAt) return null;
    const { plaidItemId, webhookType: type, webhookCode: code, body } = webhook;
    const ref = plaidItemId ? await findItem(tx, plaidItemId) : null;
    const effect = webhookEffect(type, code);
    const onIncome = ref ? null : await applyToIncome(tx, body);
    if (plaidItemId && !ref && !onIncome) return null;
    const outcome = ref
      ? await actOnItem(tx, ref, effect, body)
      : (onIncome ?? (await actOnNoItem(tx, effect, body)));
    if (outcome === 'unknown') log.warn({ type, code, webhookId }, 'a webhook nobody knows');
    await tx.webhookLog.update({
      where: { id: webhookId },
      data: { handledAt: new Date(), outcome },
    });
    failPoint('webhook-handled');
    return ref && toldAtOnce.has(effect) ? ref : null;
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
  // Of a person whose income is deleted Plaid may still have sent something.
  if (effect === 'note' || effect === 'read_income') return 'seen';
  if (effect === 'report_ready' || effect === 'report_failed')
    return applyToReport(tx, effect, body);
  const alert = effect === 'check_institution' ? alertBody.safeParse(body).data : undefined;
  if (!alert) return 'unknown';
  const institutionId = alert.institution_id;
  const key = `institution:${institutionId}`;
  await enqueue(tx, 'check-institution', { institutionId }, { key });
  return 'woke';
}
