import 'server-only';
import { db } from '#lib/db/client';
import { readAccessToken } from '#lib/items/access-token';
import { log } from '#lib/log';
import { classifyError, type ErrorClass } from '#lib/plaid/error-table';
import { PlaidError } from '#lib/plaid/plaid-error';
import { getStreams, type ProviderStream } from '#lib/plaid/recurring';

/** Of one household, at once. */
const itemsLimit = 50;
/** Where Plaid says that it does not look for streams, it is asked again so seldom; else after an hour. */
const unservedDays = 7;
const unserved: ReadonlySet<ErrorClass> = new Set(['absent', 'accounts', 'consent', 'operator']);

/** The connections that have something to tell, of one household or of all. */
export async function listUnread(householdId: string | null, limit = itemsLimit) {
  return db().$queryRaw<{ householdId: string; itemId: string }[]>`
    SELECT i."householdId", i."id" AS "itemId" FROM "Item" i
    WHERE (${householdId}::uuid IS NULL OR i."householdId" = ${householdId}::uuid)
      AND i."historyCompleteAt" IS NOT NULL AND i."errorCode" IS NULL
      AND i."stopReason" IS NULL AND i."removeRequestedAt" IS NULL
      AND i."accessTokenSealed" IS NOT NULL
      AND (i."streamsReadAt" IS NULL OR i."streamsReadAt" < GREATEST(i."lastSyncedAt", i."streamsChangedAt"))
      AND (i."streamsErrorCode" IS NULL OR i."streamsTriedAt" < now() - CASE
        WHEN i."streamsUnserved" THEN make_interval(days => ${unservedDays})
        ELSE interval '1 hour' END)
    ORDER BY i."streamsTriedAt" NULLS FIRST, i."id" LIMIT ${limit}`;
}

/**
 * Asks Plaid about each connection of a household that has something to tell. Each fails alone, and quietly: what
 * was found before stays, and it is asked again.
 *
 * @returns the streams by connection, of those that answered
 */
export async function readPlaidStreams(
  householdId: string,
): Promise<Map<string, ProviderStream[]>> {
  const found = new Map<string, ProviderStream[]>();
  for (const { itemId } of await listUnread(householdId)) {
    const askedAt = new Date();
    const where = { householdId, id: itemId };
    try {
      found.set(itemId, await getStreams(await readAccessToken(householdId, itemId)));
      await db().item.updateMany({
        where,
        data: {
          streamsReadAt: askedAt,
          streamsTriedAt: askedAt,
          streamsErrorCode: null,
          streamsUnserved: false,
        },
      });
    } catch (error) {
      if (!(error instanceof PlaidError)) throw error;
      log.info({ code: error.code, itemId }, 'no recurring streams from Plaid');
      await db().item.updateMany({
        where,
        data: {
          streamsTriedAt: askedAt,
          streamsErrorCode: error.code,
          streamsUnserved: unserved.has(classifyError(error)),
        },
      });
    }
  }
  return found;
}
