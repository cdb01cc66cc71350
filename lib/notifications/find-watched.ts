import 'server-only';
import { db } from '#lib/db/client';
import type { ItemRef } from '#lib/sync/ports';

const batchSize = 500;

/** Connections about which there may be something to tell: in trouble, told to be, or ending soon. */
export function listWatched(): Promise<ItemRef[]> {
  return db().$queryRaw<ItemRef[]>`
    SELECT "householdId", "id" AS "itemId" FROM "Item"
    WHERE "errorCode" IS NOT NULL OR "balancesErrorCode" IS NOT NULL OR "toldTrouble" IS NOT NULL
      OR "stopReason" IS NOT NULL OR "disconnectAt" IS NOT NULL
    UNION
    SELECT "householdId", "id" FROM "Item"
    WHERE "consentExpiresAt" BETWEEN now() AND now() + interval '7 days'
      AND "removeRequestedAt" IS NULL
    LIMIT ${batchSize}`;
}
