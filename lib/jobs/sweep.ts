import 'server-only';
import { db } from '#lib/db/client';
import { env } from '#lib/env';
import { log } from '#lib/log';
import { enqueueSync, requestSync } from '#lib/sync/request-sync';
import { checkTieOut } from '#lib/tie-out/check-tie-out';
import { enqueue } from './enqueue.ts';

const batchSize = 500;
const webhookRetentionDays = 90;

type Ref = { householdId: string; itemId: string };

/**
 * The net under everything that can be lost: webhooks that never came, jobs that died with their
 * worker. Wakes every Item not tried for the sweep interval, every Item with work owed and no
 * lease, every unfinished removal and every unhandled webhook of a known Item. Compares again the
 * accounts that were not compared with their bank for a day.
 */
export async function sweep(): Promise<void> {
  const minutes = env().SWEEP_INTERVAL_MINUTES;
  const untouched = await db().$queryRaw<Ref[]>`
    SELECT "householdId", "id" AS "itemId" FROM "Item"
    WHERE "removeRequestedAt" IS NULL AND "accessTokenSealed" IS NOT NULL
      AND ("lastAttemptAt" IS NULL OR "lastAttemptAt" < now() - make_interval(mins => ${minutes}))
    ORDER BY "lastAttemptAt" NULLS FIRST LIMIT ${batchSize}`;
  for (const ref of untouched) await db().$transaction((tx) => requestSync(tx, ref, 'sweep'));

  const owed = await db().$queryRaw<Ref[]>`
    SELECT "householdId", "id" AS "itemId" FROM "Item"
    WHERE "doneSeq" < "requestedSeq" AND "removeRequestedAt" IS NULL
      AND ("leaseUntil" IS NULL OR "leaseUntil" < now())
      AND ("retryAt" IS NULL OR "retryAt" < now())
    LIMIT ${batchSize}`;
  for (const ref of owed) await enqueueSync(db(), ref, 0);

  const removals = await db().$queryRaw<Ref[]>`
    SELECT "householdId", "id" AS "itemId" FROM "Item"
    WHERE "removeRequestedAt" IS NOT NULL AND "removedAt" IS NULL LIMIT ${batchSize}`;
  for (const ref of removals) {
    await enqueue(db(), 'remove-item', ref, { key: `remove:${ref.itemId}`, ifWaiting: 'keep' });
  }

  const webhooks = await db().$queryRaw<{ id: string }[]>`
    SELECT w."id" FROM "WebhookLog" w
    JOIN "ItemDirectory" d ON d."plaidItemId" = w."plaidItemId"
    WHERE w."handledAt" IS NULL LIMIT ${batchSize}`;
  for (const { id } of webhooks) {
    await enqueue(db(), 'handle-webhook', { webhookId: id }, { key: `webhook:${id}` });
  }
  const uncompared = await db().$queryRaw<Ref[]>`
    SELECT DISTINCT a."householdId", a."itemId" FROM "TieOut" t
    JOIN "Account" a ON a."householdId" = t."householdId" AND a."id" = t."accountId"
    JOIN "Item" i ON i."householdId" = a."householdId" AND i."id" = a."itemId"
    WHERE t."checkedAt" < now() - interval '1 day' AND i."balancesErrorCode" IS NULL LIMIT ${batchSize}`;
  for (const { householdId, itemId } of uncompared) await checkTieOut(householdId, itemId);

  const forgotten = await db().$executeRaw`
    DELETE FROM "WebhookLog"
    WHERE "receivedAt" < now() - make_interval(days => ${webhookRetentionDays})`;
  log.info(
    {
      untouched: untouched.length,
      owed: owed.length,
      removals: removals.length,
      webhooks: webhooks.length,
      uncompared: uncompared.length,
      forgotten,
    },
    'sweep',
  );
}
