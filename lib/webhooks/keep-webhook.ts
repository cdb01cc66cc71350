import 'server-only';
import { db, Prisma, type Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { keptPlan } from '#lib/db/kept-plan';
import { failPoint } from '#lib/fail-point';
import { isForgotten } from '#lib/items/forget-items';
import { enqueue } from '#lib/jobs/enqueue';
import type { VerifiedWebhook } from '#lib/plaid/webhook-verification';
import { wakeItem } from '#lib/sync/request-sync';
import { createGatherer } from './gather.ts';
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
  const { item_id: itemId } = body;
  const wakes = isSyncWebhook(body.webhook_type, body.webhook_code);
  if (wakes && itemId) {
    if (await keepTogether(itemId, { verified, body })) return true;
    if (await keepAndWake(verified, body, itemId)) return true;
  }
  return db().$transaction((tx) => keepForLater(tx, verified, body));
}

/**
 * Those that come while others are being kept. A commit that wakes a worker has PostgreSQL keep all others of the kind
 * waiting until it is on the disk, so that webhooks a second were as many as the disk confirms writes: now they are
 * gathered by as many as come meanwhile.
 */
const keepTogether = createGatherer(keepAndWakeAll);

type Verified = { verified: VerifiedWebhook; body: WebhookBody };

/**
 * `keepAndWake` for one webhook each of several Items. It waits for no Item: who holds one may take long, and another
 * who gathers may hold those that this one needs; what it passes over is kept alone.
 *
 * @returns Plaid's ids of the Items whose webhooks were kept
 */
async function keepAndWakeAll(webhooks: Verified[]): Promise<ReadonlySet<string>> {
  const rows = webhooks.map(({ verified, body }) => ({
    id: newId(),
    plaidItemId: body.item_id,
    webhookType: body.webhook_type,
    webhookCode: body.webhook_code,
    body,
    bodyHash: Buffer.from(verified.bodyHash).toString('hex'),
    keyId: verified.keyId,
    issuedAt: verified.issuedAt,
  }));
  const kept = await db().$queryRaw<{ plaidItemId: string }[]>`
    ${keptPlan} WITH sent AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS s("id" uuid,
        "plaidItemId" text, "webhookType" text, "webhookCode" text, "body" jsonb, "bodyHash" text,
        "keyId" text, "issuedAt" timestamptz)
    ), ref AS MATERIALIZED (
      SELECT d."plaidItemId", d."householdId", d."itemId" FROM "ItemDirectory" d
      JOIN "Item" i ON i."householdId" = d."householdId" AND i."id" = d."itemId"
      WHERE d."plaidItemId" = ANY (ARRAY(SELECT "plaidItemId" FROM sent))
      FOR KEY SHARE OF d SKIP LOCKED FOR NO KEY UPDATE OF i SKIP LOCKED
    ), ${wakeItem('webhook')}
    INSERT INTO "WebhookLog" AS w (${columns}, "handledAt", "outcome")
    SELECT s."id", s."plaidItemId", s."webhookType", s."webhookCode", s."body",
      decode(s."bodyHash", 'hex'), s."keyId", s."issuedAt", now(),
      CASE WHEN woken."id" IS NULL THEN 'seen' ELSE 'woke' END
    FROM sent s JOIN ref ON ref."plaidItemId" = s."plaidItemId"
    LEFT JOIN woken ON woken."householdId" = ref."householdId" AND woken."id" = ref."itemId"
    CROSS JOIN (SELECT count(*) AS "count" FROM job) AS jobs
    WHERE jobs."count" >= 0
    ORDER BY s."bodyHash"
    ON CONFLICT ("keyId", "issuedAt", "bodyHash") DO UPDATE SET
      "deliveries" = w."deliveries" + 1, "handledAt" = now(), "outcome" = EXCLUDED."outcome"
    RETURNING w."plaidItemId"`;
  return new Set(kept.map(({ plaidItemId }) => plaidItemId));
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

/** The worker does what it asks for, also for a body seen before: two equal webhooks of one second can be two real ones. */
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
      "deliveries" = w."deliveries" + 1, "handledAt" = NULL
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
