import 'server-only';
import type { Tx } from '#lib/db/client';
import type { ItemRef } from '#lib/sync/ports';

/** Whose accesses must end: whole households, and single connections in those that go on. */
export type Ending = { householdIds: string[]; itemIds: string[] };

/** Connections that Plaid has not confirmed to be ended. */
export function listAccesses(
  tx: Pick<Tx, '$queryRaw'>,
  { householdIds, itemIds }: Ending,
): Promise<(ItemRef & { isRequested: boolean })[]> {
  return tx.$queryRaw`
    SELECT "householdId", "id" AS "itemId",
      "removeRequestedAt" IS NOT NULL AND NOT "keepHistory" AS "isRequested"
    FROM "Item"
    WHERE "accessTokenSealed" IS NOT NULL
      AND ("householdId" = ANY(${householdIds}::uuid[]) OR "id" = ANY(${itemIds}::uuid[]))`;
}

export async function countAccesses(tx: Pick<Tx, '$queryRaw'>, ending: Ending): Promise<number> {
  return (await listAccesses(tx, ending)).length;
}
