import 'server-only';
import { db } from '#lib/db/client';
import { env } from '#lib/env';

/** Runs that found nothing say little after a month. */
const quietDays = 30;
const batchSize = 5_000;

/**
 * Drops receipts beyond their time, with what they say of single rows; the rows themselves stay.
 *
 * @returns how many; more may be left for the next call
 */
export function pruneSyncRuns(): Promise<number> {
  const days = env().SYNC_RUN_RETENTION_DAYS;
  return db().$executeRaw`
    DELETE FROM "SyncRun" WHERE ("householdId", "id") IN (
      SELECT "householdId", "id" FROM "SyncRun"
      WHERE "startedAt" < now() - make_interval(days => ${days}::int)
        OR ("startedAt" < now() - make_interval(days => ${Math.min(quietDays, days)}::int)
          AND "outcome" = 'unchanged')
      LIMIT ${batchSize})`;
}
