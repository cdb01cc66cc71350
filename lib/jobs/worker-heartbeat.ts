import 'server-only';
import { db } from '#lib/db/client';
import { goneAfterSeconds } from '#lib/db/gone-after';
import { log } from '#lib/log';

/** Three beats may be lost before a worker counts as gone. */
const beatsPerLife = 4;

/**
 * Says that this worker lives, until stopped.
 *
 * @param poolId  under which it holds jobs of the queue
 * @returns stops it, and says that the worker left
 */
export async function startHeartbeat(id: string, poolId: string): Promise<() => Promise<void>> {
  const beatMs = (goneAfterSeconds() * 1000) / beatsPerLife;
  const beat = () =>
    db().$executeRaw`
      INSERT INTO "Worker" ("id", "poolId") VALUES (${id}, ${poolId})
      ON CONFLICT ("id") DO UPDATE SET "seenAt" = now()`;
  await beat();
  const timer = setInterval(() => {
    beat().catch((error: unknown) => log.warn({ error }, 'could not say that the worker lives'));
  }, beatMs);
  return async () => {
    clearInterval(timer);
    await db().worker.deleteMany({ where: { id } });
  };
}

/** Whether any worker was heard of lately. */
export async function hasWorker(): Promise<boolean> {
  return (await countWorkers()) > 0;
}

/** How many workers were heard of lately. */
export async function countWorkers(): Promise<number> {
  const [row] = await db().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" FROM "Worker"
    WHERE "seenAt" > now() - make_interval(secs => ${goneAfterSeconds()})`;
  return row?.count ?? 0;
}
