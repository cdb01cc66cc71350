import 'server-only';
import { db } from '#lib/db/client';
import { goneAfterSeconds } from '#lib/db/gone-after';
import { log } from '#lib/log';

/**
 * Gives back to the queue what workers held that are gone; by itself it would wait for four hours. A
 * worker that was only halted goes on when it wakes, so that a job may be done twice: every job can
 * be, because Items have leases and mails claims of their own.
 *
 * @returns how many workers held something
 */
export async function freeJobsOfTheGone(): Promise<number> {
  const seconds = goneAfterSeconds();
  // Locked for a while, too: a worker takes its first job before it has said that it lives.
  const gone = await db().$queryRaw<{ poolId: string }[]>`
    SELECT DISTINCT j."locked_by" AS "poolId" FROM graphile_worker.jobs j
    WHERE j."locked_at" < now() - make_interval(secs => ${seconds})
      AND NOT EXISTS (SELECT FROM "Worker" w WHERE w."poolId" = j."locked_by"
        AND w."seenAt" > now() - make_interval(secs => ${seconds}))`;
  if (gone.length === 0) return 0;
  const poolIds = gone.map(({ poolId }) => poolId);
  await db().$executeRaw`SELECT graphile_worker.force_unlock_workers(${poolIds}::text[])`;
  log.warn({ poolIds }, 'the jobs of workers that are gone are taken up by others');
  return gone.length;
}
