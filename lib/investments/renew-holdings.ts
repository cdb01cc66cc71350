import 'server-only';
import { db } from '#lib/db/client';
import { keptPlan } from '#lib/db/kept-plan';
import type { ItemRef } from '#lib/sync/ports';

/** After a sync: where a balance has moved since the holdings were read with it, they are due to be read again. */
export async function renewHoldings({ householdId, itemId }: ItemRef): Promise<void> {
  await db().$executeRaw`
    ${keptPlan} UPDATE "ItemProduct" p SET "dueAt" = now()
    WHERE p."householdId" = ${householdId}::uuid AND p."itemId" = ${itemId}::uuid
      AND p."product" = 'holdings' AND p."state" = 'ready' AND p."dueAt" > now()
      AND EXISTS (
        SELECT FROM "Account" a
        JOIN LATERAL (
          SELECT d."balanceMinor" FROM "HoldingDay" d
          WHERE d."householdId" = a."householdId" AND d."accountId" = a."id"
          ORDER BY d."date" DESC LIMIT 1
        ) last ON last."balanceMinor" IS DISTINCT FROM a."currentMinor"
        WHERE a."householdId" = p."householdId" AND a."itemId" = p."itemId"
          AND a."removedAt" IS NULL)`;
}
