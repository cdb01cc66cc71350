import 'server-only';
import type { Tx } from '#lib/db/client';

/**
 * Nothing in it could be lost or mixed up, and nobody else looks at it. Of the categories that signing
 * up put there, new names are not seen: the page says that they go.
 */
export async function isEmptyHousehold(
  client: Pick<Tx, '$queryRaw'>,
  { householdId, memberId }: { householdId: string; memberId: string },
): Promise<boolean> {
  const [{ empty } = { empty: false }] = await client.$queryRaw<{ empty: boolean }[]>`
    SELECT NOT EXISTS (SELECT FROM "Item" WHERE "householdId" = ${householdId}::uuid)
      AND NOT EXISTS (SELECT FROM "Account" WHERE "householdId" = ${householdId}::uuid)
      AND NOT EXISTS (SELECT FROM "Rule" WHERE "householdId" = ${householdId}::uuid)
      AND NOT EXISTS (SELECT FROM "Tag" WHERE "householdId" = ${householdId}::uuid)
      AND NOT EXISTS (SELECT FROM "CategoryMapping" WHERE "householdId" = ${householdId}::uuid)
      AND NOT EXISTS (SELECT FROM "Category" WHERE "householdId" = ${householdId}::uuid
        AND ("plaidCode" IS NULL OR "archivedAt" IS NOT NULL OR "mergedIntoId" IS NOT NULL))
      AND EXISTS (SELECT FROM "Member" WHERE "householdId" = ${householdId}::uuid
        AND "id" = ${memberId}::uuid AND "role" = 'owner')
      AND (SELECT count(*) = 1 FROM "Member" WHERE "householdId" = ${householdId}::uuid) AS "empty"`;
  return empty;
}
