import 'server-only';
import { db } from '#lib/db/client';
import { env } from '#lib/env';
import type { ItemRef } from './ports.ts';

const batchSize = 500;

export function listUntouched(): Promise<ItemRef[]> {
  const minutes = env().SWEEP_INTERVAL_MINUTES;
  return db().$queryRaw<ItemRef[]>`
    SELECT "householdId", "id" AS "itemId" FROM "Item"
    WHERE "removeRequestedAt" IS NULL AND "accessTokenSealed" IS NOT NULL AND "stopReason" IS NULL
      AND ("lastAttemptAt" IS NULL OR "lastAttemptAt" < now() - make_interval(mins => ${minutes}))
    ORDER BY "lastAttemptAt" NULLS FIRST LIMIT ${batchSize}`;
}

export function listOwed(): Promise<ItemRef[]> {
  return db().$queryRaw<ItemRef[]>`
    SELECT "householdId", "id" AS "itemId" FROM "Item"
    WHERE "doneSeq" < "requestedSeq" AND "removeRequestedAt" IS NULL AND "stopReason" IS NULL
      AND ("leaseUntil" IS NULL OR "leaseUntil" < now())
      AND ("retryAt" IS NULL OR "retryAt" < now())
    LIMIT ${batchSize}`;
}

export function listRemovals(): Promise<ItemRef[]> {
  return db().$queryRaw<ItemRef[]>`
    SELECT "householdId", "id" AS "itemId" FROM "Item"
    WHERE "removeRequestedAt" IS NOT NULL AND "removedAt" IS NULL LIMIT ${batchSize}`;
}
