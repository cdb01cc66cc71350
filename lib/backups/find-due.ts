import 'server-only';
import { db } from '#lib/db/client';
import { env } from '#lib/env';

/** After a try that failed, or that seems to be under way. */
const retryMinutes = 60;
/** A new installation holds nothing yet that would be missed. */
const youthMinutes = 60;
/** Shorter than a day, so that a drill does not move on through the day. */
const drillHours = 20;

/** Whether the worker should make a backup now. */
export async function isBackupDue(): Promise<boolean> {
  const { keys, intervalHours } = env().backups;
  if (keys.length === 0 || intervalHours === 0) return false;
  const [{ due } = { due: false }] = await db().$queryRaw<{ due: boolean }[]>`
    SELECT EXISTS (SELECT FROM "_prisma_migrations"
        WHERE "finished_at" < now() - make_interval(mins => ${youthMinutes}))
      AND NOT EXISTS (SELECT FROM "Backup" WHERE "state" = 'done'
        AND "startedAt" > now() - make_interval(hours => ${intervalHours}))
      AND NOT EXISTS (SELECT FROM "Backup"
        WHERE "startedAt" > now() - make_interval(mins => ${retryMinutes})) AS "due"`;
  return due;
}

/** The backup that should be proven now: the newest one, once a day. */
export async function findDrillDue(): Promise<{ id: string; name: string } | null> {
  if (env().backups.keys.length === 0) return null;
  const [due] = await db().$queryRaw<{ id: string; name: string }[]>`
    SELECT "id", "name" FROM "Backup" WHERE "state" = 'done'
      AND NOT EXISTS (SELECT FROM "Backup"
        WHERE "drilledAt" > now() - make_interval(hours => ${drillHours}))
    ORDER BY "name" DESC LIMIT 1`;
  return due ?? null;
}
