import 'server-only';
import { cache } from 'react';
import { db } from '#lib/db/client';
import { keptPlan } from '#lib/db/kept-plan';

/**
 * A word that is another one after every commit that changes what the household is shown, and on every other day. Read
 * once for a page, before anything else of it that is kept; a route reads it each time.
 *
 * It is the set of the household's changes, by their count and the sum of their hashes. The largest of growing numbers
 * would not do: what got a lower one may commit later.
 */
export const readVersion = cache(async (householdId: string): Promise<string> => {
  const [row] = await db().$queryRaw<{ version: string }[]>`
    ${keptPlan} SELECT concat_ws(' ', count(*), sum(uuid_hash_extended("id", 0)), current_date) AS "version"
    FROM "ShownChange" WHERE "householdId" = ${householdId}::uuid`;
  return row?.version ?? '';
});
