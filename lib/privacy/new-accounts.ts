import 'server-only';
import { Prisma } from '#lib/db/client';
import type { ItemRef } from '#lib/sync/ports';

/**
 * SQL: what others see of an account that a connection brings for the first time. Its member may have
 * said so for all that is to come; and a bank of which something is kept from others begins like what
 * is kept closest, because a bank that is linked anew brings the same accounts under new ids.
 */
export function sightOfNewAccount({ householdId, itemId }: ItemRef): Prisma.Sql {
  return Prisma.sql`COALESCE((
    SELECT GREATEST(m."newAccountsShow", (
      SELECT max(a."sight") FROM "Item" o
      JOIN "Account" a ON a."householdId" = o."householdId" AND a."itemId" = o."id"
      WHERE o."householdId" = i."householdId" AND o."memberId" = i."memberId"
        AND COALESCE(o."institutionId", o."linkInstitutionId")
          = COALESCE(i."institutionId", i."linkInstitutionId")))
    FROM "Item" i
    JOIN "Member" m ON m."householdId" = i."householdId" AND m."id" = i."memberId"
    WHERE i."householdId" = ${householdId}::uuid AND i."id" = ${itemId}::uuid), 'full')`;
}
