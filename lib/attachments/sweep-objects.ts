import 'server-only';
import { db } from '#lib/db/client';
import { log } from '#lib/log';
import type { StoreName } from './settings.ts';
import { openStore } from './store.ts';

const batchSize = 100;
/** The row of a file that is being kept comes within the request that brings it. */
const graceMinutes = 60;

/**
 * Deletes files outside the database that no attachment has any more, or never had: whatever took the row
 * away, and wherever that was cut short. Returns how many.
 */
export async function deleteUnusedObjects(): Promise<number> {
  const unused = await db().$queryRaw<{ id: string; store: Exclude<StoreName, 'database'> }[]>`
    SELECT s."id", s."store" FROM "StoredObject" s
    WHERE s."createdAt" < now() - make_interval(mins => ${graceMinutes})
      AND NOT EXISTS (SELECT FROM "Attachment" a WHERE a."objectId" = s."id")
    ORDER BY s."createdAt" LIMIT ${batchSize}`;
  let deleted = 0;
  for (const { id, store } of unused) {
    try {
      await openStore(store).remove(id);
    } catch (error) {
      // Its row stays, and it is tried again; with the store down the others would fail as well.
      log.warn({ store, error }, 'a file that nobody has any more could not be deleted');
      break;
    }
    await db().storedObject.deleteMany({ where: { id } });
    deleted += 1;
  }
  return deleted;
}
