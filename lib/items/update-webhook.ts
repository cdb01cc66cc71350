import 'server-only';
import { db } from '#lib/db/client';
import { env } from '#lib/env';
import { updateWebhookUrl } from '#lib/plaid/items';
import type { ItemRef } from '#lib/sync/ports';
import { readAccessToken } from './access-token.ts';
import { isStopped } from './mutations.ts';

const batchSize = 500;
/** How soon the sweep takes up what failed; until then the job's own retries do. */
const retryAfterMinutes = 15;

/**
 * Tells Plaid where an Item's webhooks go now. Plaid acknowledges by a webhook to that address,
 * which may be here before the call has returned.
 *
 * @throws PlaidError, or AppError when the Item is gone: the job is tried again, then given up
 */
export async function updateWebhook(householdId: string, itemId: string): Promise<void> {
  if (await isStopped({ householdId, itemId })) return;
  const accessToken = await readAccessToken(householdId, itemId);
  const webhookUrl = env().plaid.webhookUrl ?? null;
  const where = { householdId, id: itemId };
  await db().item.updateMany({ where, data: { webhookAckedAt: null } });
  try {
    await updateWebhookUrl(accessToken, webhookUrl);
  } catch (error) {
    await db().item.updateMany({ where, data: { webhookFailedAt: new Date() } });
    throw error;
  }
  await db().item.updateMany({ where, data: { webhookUrl, webhookFailedAt: null } });
}

/**
 * Items whose webhooks go to another address than the configured one. One that failed goes behind
 * all that did not, and behind those that failed before it: any number of them, failing for ever,
 * keeps no other waiting.
 */
export function listMisdirected(): Promise<ItemRef[]> {
  return db().$queryRaw<ItemRef[]>`
    SELECT "householdId", "id" AS "itemId" FROM "Item"
    WHERE "webhookUrl" IS DISTINCT FROM ${env().plaid.webhookUrl ?? null}::text
      AND "accessTokenSealed" IS NOT NULL AND "removeRequestedAt" IS NULL
      AND "stopReason" IS NULL AND ("webhookFailedAt" IS NULL
        OR "webhookFailedAt" < now() - make_interval(mins => ${retryAfterMinutes}))
    ORDER BY "webhookFailedAt" NULLS FIRST LIMIT ${batchSize}`;
}
