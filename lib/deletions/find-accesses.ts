import 'server-only';
import { Prisma, type Tx } from '#lib/db/client';
import type { ItemRef } from '#lib/sync/ports';

/** Whose accesses must end: whole households, and in those that go on single connections, reports, or what was connected to read somebody's income. */
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

/** Those, reports that are still at Plaid, and whatever was connected to read somebody's income. */
export async function countAccesses(tx: Pick<Tx, '$queryRaw'>, ending: Ending): Promise<number> {
  const { householdIds, itemIds } = ending;
  const isMeant = Prisma.sql`
    "householdId" = ANY(${householdIds}::uuid[]) OR "id" = ANY(${itemIds}::uuid[])`;
  const [others] = await tx.$queryRaw<[{ count: number }]>`
    SELECT (SELECT count(*) FROM "IncomeProfile" WHERE ${isMeant})::int
      + (SELECT count(*) FROM "AssetReport" WHERE ${isMeant})::int AS "count"`;
  return (await listAccesses(tx, ending)).length + others.count;
}
