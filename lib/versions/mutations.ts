import 'server-only';
import { db, type Tx } from '#lib/db/client';
import type { ShownTopic } from './shown-topics.ts';

/** A household that changed this often has its changes made one. */
const crowd = 500;
const batchSize = 500;

/**
 * Notes for households, in the commit that changes something they are shown, that it did.
 *
 * @param topics  what it was about; none where it may be anything
 */
export async function noteChange(
  tx: Pick<Tx, '$executeRaw'>,
  householdIds: readonly string[],
  topics: readonly ShownTopic[] = [],
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "ShownChange" ("householdId", "topics")
    SELECT "id", ${topics}::text[] FROM "Household" WHERE "id" = ANY(${householdIds}::uuid[])`;
}

/** The same for everybody who has a connection there: it stands beside their accounts. */
export async function noteBankChange(
  tx: Pick<Tx, '$executeRaw'>,
  institutionId: string,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "ShownChange" ("householdId")
    SELECT DISTINCT i."householdId" FROM "Item" i WHERE i."institutionId" = ${institutionId}`;
}

/**
 * Makes one change of many: what was kept is reckoned once more, and nothing worse. The new one is what keeps a household's
 * version from ever being again what it was: to delete alone could bring an earlier set back. It is about anything, as those
 * that are gone were about all kinds of things.
 *
 * @returns how many were deleted
 */
export async function joinOldChanges(): Promise<number> {
  const [row] = await db().$queryRaw<{ count: number }[]>`
    WITH crowded AS (
      SELECT "householdId" FROM "ShownChange" GROUP BY 1 HAVING count(*) > ${crowd} LIMIT ${batchSize}
    ), gone AS (
      DELETE FROM "ShownChange" c USING crowded d WHERE c."householdId" = d."householdId" RETURNING 1
    ), joined AS (
      INSERT INTO "ShownChange" ("householdId") SELECT "householdId" FROM crowded)
    SELECT count(*)::int AS "count" FROM gone`;
  return row?.count ?? 0;
}
