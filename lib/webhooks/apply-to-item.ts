import 'server-only';
import { z } from 'zod';
import type { Tx } from '#lib/db/client';
import { env } from '#lib/env';
import { clearItemError, setItemError, stopItem } from '#lib/items/mutations';
import { enqueue } from '#lib/jobs/enqueue';
import { listAnnounced, renewProducts, requestProducts } from '#lib/products/request-products';
import { requestStreams } from '#lib/recurring/request-streams';
import { endRefresh } from '#lib/statements/mutations';
import type { ItemRef } from '#lib/sync/ports';
import { requestSync } from '#lib/sync/request-sync';
import type { WebhookOutcome } from './contract.ts';
import type { WebhookEffect } from './webhook-codes.ts';

const errorBody = z.object({
  error: z.object({
    error_type: z.string().max(100),
    error_code: z.string().max(100),
    display_message: z.string().max(1_000).nullish(),
  }),
});
const productBody = z.object({ webhook_type: z.string().max(100) });
const statementsBody = z.object({ result: z.enum(['SUCCESS', 'FAILURE']) });
const disconnectBody = z.object({ disconnect_time: z.coerce.date(), reason: z.string().max(100) });
const expiryBody = z.object({ consent_expiration_time: z.coerce.date() });
const accountBody = z.object({ account_id: z.string().max(200) });
const addressBody = z.object({ new_webhook_url: z.string().max(2_000) });

/**
 * Does to an Item what a webhook asks for. Webhooks arrive twice, late and out of order, so none of
 * them is believed for good: whatever it claims about an Item's health, a sync follows and has the
 * last word, and of a date the Item itself is asked again.
 */
export async function applyToItem(
  tx: Tx,
  ref: ItemRef,
  effect: WebhookEffect,
  body: unknown,
): Promise<WebhookOutcome> {
  switch (effect) {
    case 'sync':
      return wake(tx, ref);
    case 'read_streams':
      return readStreams(tx, ref);
    case 'fetch_product':
      return fetchProduct(tx, ref, body);
    case 'end_statements_refresh':
      return endStatementsRefresh(tx, ref, body);
    case 'set_error':
      return takeError(tx, ref, body);
    case 'clear_error':
      await clearItemError(tx, ref);
      await renewProducts(tx, ref);
      await wake(tx, ref);
      // Signing in elsewhere renews the consent, whose end the Item says.
      await enqueueRefresh(tx, ref);
      return 'repaired';
    case 'offer_accounts':
      return offerAccounts(tx, ref);
    case 'announce_disconnect':
      return announceDisconnect(tx, ref, body);
    case 'announce_expiry':
      return announceExpiry(tx, ref, body);
    case 'stop_item':
      await stopItem(tx, ref, 'permission_revoked');
      return 'stopped';
    case 'stop_account':
      return stopAccount(tx, ref, body);
    case 'acknowledge_address':
      return acknowledgeAddress(tx, ref, body);
    // A connection with transactions is none of those that are made for income.
    case 'read_income':
    // Webhooks of reports name no connection.
    case 'report_ready':
    case 'report_failed':
    case 'note':
      return 'seen';
    case 'check_institution':
    case 'unknown':
      return 'unknown';
  }
}

async function wake(tx: Tx, ref: ItemRef): Promise<WebhookOutcome> {
  return (await requestSync(tx, ref, 'webhook')) ? 'woke' : 'seen';
}

async function readStreams(tx: Tx, { householdId, itemId }: ItemRef): Promise<WebhookOutcome> {
  await tx.item.updateMany({
    where: { householdId, id: itemId },
    data: { streamsChangedAt: new Date() },
  });
  await requestStreams(tx, householdId);
  return 'woke';
}

async function fetchProduct(tx: Tx, ref: ItemRef, body: unknown): Promise<WebhookOutcome> {
  const { data } = productBody.safeParse(body);
  // The connection's row before what hangs on it, as everybody takes them.
  const outcome = await wake(tx, ref);
  if (data) await requestProducts(tx, ref, listAnnounced(data.webhook_type));
  return outcome;
}

/** Whatever it says: what is there is read, and that is what counts. */
async function endStatementsRefresh(tx: Tx, ref: ItemRef, body: unknown): Promise<WebhookOutcome> {
  const { data } = statementsBody.safeParse(body);
  await endRefresh(tx, ref, { failed: data?.result === 'FAILURE' });
  await requestProducts(tx, ref, ['statements']);
  return 'woke';
}

async function takeError(tx: Tx, ref: ItemRef, body: unknown): Promise<WebhookOutcome> {
  const { data } = errorBody.safeParse(body);
  // An error we cannot read is the sync's to find.
  if (!data) return wake(tx, ref);
  const { error_type, error_code, display_message } = data.error;
  const error = { type: error_type, code: error_code, display: display_message ?? null };
  await setItemError(tx, ref, error);
  await wake(tx, ref);
  return 'errored';
}

async function offerAccounts(tx: Tx, { householdId, itemId }: ItemRef): Promise<WebhookOutcome> {
  const { count } = await tx.item.updateMany({
    where: { householdId, id: itemId, newAccountsAt: null },
    data: { newAccountsAt: new Date() },
  });
  return count > 0 ? 'offered' : 'seen';
}

/** The same announcement again says nothing new, also after the person signed in because of it. */
async function announceDisconnect(
  tx: Tx,
  { householdId, itemId }: ItemRef,
  body: unknown,
): Promise<WebhookOutcome> {
  const { data } = disconnectBody.safeParse(body);
  if (!data) return 'unknown';
  const { disconnect_time: disconnectAt, reason: disconnectReason } = data;
  // Of an end that has come, the error it leads to tells.
  if (disconnectAt <= new Date()) return 'seen';
  const { count } = await tx.item.updateMany({
    where: {
      householdId,
      id: itemId,
      OR: [{ disconnectAt: null }, { disconnectAt: { not: disconnectAt } }],
    },
    data: { disconnectAt, disconnectReason, disconnectAverted: false },
  });
  return count > 0 ? 'warned' : 'seen';
}

async function announceExpiry(tx: Tx, ref: ItemRef, body: unknown): Promise<WebhookOutcome> {
  const { data } = expiryBody.safeParse(body);
  if (!data) return 'unknown';
  const { householdId, itemId } = ref;
  await tx.item.updateMany({
    where: { householdId, id: itemId },
    data: { consentExpiresAt: data.consent_expiration_time },
  });
  // It may be late, and consent renewed since: the Item says.
  await enqueueRefresh(tx, ref);
  return 'warned';
}

function enqueueRefresh(tx: Tx, { householdId, itemId }: ItemRef): Promise<void> {
  return enqueue(tx, 'refresh-item', { householdId, itemId }, { key: `refresh:${itemId}` });
}

/** Of an account we never read there is nothing to keep or delete. */
async function stopAccount(tx: Tx, ref: ItemRef, body: unknown): Promise<WebhookOutcome> {
  const { data } = accountBody.safeParse(body);
  if (!data) return 'unknown';
  const now = new Date();
  const { count } = await tx.account.updateMany({
    where: {
      householdId: ref.householdId,
      itemId: ref.itemId,
      plaidAccountId: data.account_id,
      revokedAt: null,
    },
    data: { revokedAt: now, removedAt: now },
  });
  if (count === 0) return wake(tx, ref);
  await stopItem(tx, ref, 'account_revoked', now);
  return 'stopped';
}

/** It may come before the call that it answers has returned; one of a former address is of no use. */
async function acknowledgeAddress(
  tx: Tx,
  { householdId, itemId }: ItemRef,
  body: unknown,
): Promise<WebhookOutcome> {
  const { data } = addressBody.safeParse(body);
  if (!data) return 'unknown';
  if (data.new_webhook_url !== env().plaid.webhookUrl) return 'seen';
  await tx.item.updateMany({
    where: { householdId, id: itemId },
    data: { webhookAckedAt: new Date() },
  });
  return 'acknowledged';
}
