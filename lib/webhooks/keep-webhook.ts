import 'server-only';
import { db, Prisma, type Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { keptPlan } from '#lib/db/kept-plan';
import { failPoint } from '#lib/fail-point';
import { isForgotten } from '#lib/items/forget-items';
import { enqueue } from '#lib/jobs/enqueue';
import type { VerifiedWebhook } from '#lib/plaid/webhook-verification';
import { wakeItem } from '#lib/sync/request-sync';
import { isSyncWebhook } from './webhook-codes.ts';

/** With whatever else Plaid says in it. */
export type WebhookBody = { webhook_type: string; webhook_code: string; item_id?: string };

/**
 * Keeps a verified webhook together with the work that it asks for: both are committed when this returns. One row
 * per signed body; a second delivery counts on it.
 *
 * @returns whether its connection is known
 */
export async function keepWebhook(verified: VerifiedWebhook, body: WebhookBody): Promise<boolean> {
  const wakes = isSyncWebhook(body.webhook_type, body.webhook_code);
  if (wakes && body.item_id && (await keepAndWake(verified, body, body.item_id))) return true;
  return db().$transaction((tx) => keepForLater(tx, verified, body));
}

/**
 * What nearly all of them are takes one statement, which is its own transaction: seven of them took the web server
 * most of its time for a webhook. The Item is woken also for a body seen before: two equal webhooks can be two real updates.
 *
 * @returns false where no such Item is known: then nothing was written
 */
async function keepAndWake(
  verified: VerifiedWebhook,
  body: WebhookBody,
  plaidItemId: string,
): Promise<boolean> {
  const outcome = Prisma.sql`CASE WHEN EXISTS (SELECT FROM job) THEN 'woke' ELSE 'seen' END`;
  const kept = await db().$queryRaw<unknown[]>`
    ${keptPlan} WITH ref AS MATERIALIZED (${findItem(plaidItemId)}), ${wakeItem('webhook')}
    INSERT INTO "WebhookLog" AS w (${columns}, "handledAt", "outcome")
    SELECT ${values(verified, body)}, now(), ${outcome} FROM ref
    ON CONFLICT ("keyId", "issuedAt", "bodyHash") DO UPDATE SET
      "deliveries" = w."deliveries" + 1, "handledAt" = now(), "outcome" = EXCLUDED."outcome"
    RETURNING 1`;
  return kept.length > 0;
}

/** The worker does what it asks for. */
async function keepForLater(
  tx: Tx,
  verified: VerifiedWebhook,
  body: WebhookBody,
): Promise<boolean> {
  const known = body.item_id ? await tx.$queryRaw<unknown[]>(findItem(body.item_id)) : [];
  // Of one that was deleted with all it had, nothing is kept again.
  if (known.length === 0 && body.item_id && (await isForgotten(tx, body.item_id))) return false;
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO "WebhookLog" AS w (${columns}) VALUES (${values(verified, body)})
    ON CONFLICT ("keyId", "issuedAt", "bodyHash") DO UPDATE SET
      "deliveries" = w."deliveries" + 1
    RETURNING "id"`;
  if (!row) throw new Error('The webhook was not stored.');
  failPoint('webhook-kept');
  await enqueue(tx, 'handle-webhook', { webhookId: row.id }, { key: `webhook:${row.id}` });
  return known.length > 0;
}

/** Locked until the commit: whoever deletes the Item deletes this webhook with it, or it finds neither. */
function findItem(plaidItemId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT "householdId", "itemId" FROM "ItemDirectory"
    WHERE "plaidItemId" = ${plaidItemId} FOR KEY SHARE`;
}

const columns = Prisma.sql`"id", "plaidItemId", "webhookType", "webhookCode", "body", "bodyHash",
  "keyId", "issuedAt"`;

function values({ bodyHash, keyId, issuedAt }: VerifiedWebhook, body: WebhookBody): Prisma.Sql {
  return Prisma.sql`${newId()}::uuid, ${body.item_id ?? null}::text, ${body.webhook_type}::text,
    ${body.webhook_code}::text, ${JSON.stringify(body)}::jsonb, ${bodyHash}::bytea, ${keyId}::text,
    ${issuedAt}::timestamptz`;
}
