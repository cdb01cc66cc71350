import 'server-only';
import { db } from '#lib/db/client';

const failedDays = 7;

/** What can be fetched no more, and what failed a week ago; returns how many. */
export function deleteOldArchives(): Promise<number> {
  return db().$executeRaw`
    DELETE FROM "Archive" WHERE "expiresAt" <= now()
      OR ("state" = 'failed' AND "finishedAt" < now() - make_interval(days => ${failedDays}))`;
}
