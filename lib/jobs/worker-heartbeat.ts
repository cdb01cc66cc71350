import 'server-only';
import { db } from '#lib/db/client';
import { log } from '#lib/log';

const beatMs = 15_000;
/** Three beats may be lost before a worker counts as gone. */
const goneAfterSeconds = 60;

/**
 * Says that this worker lives, until stopped.
 *
 * @returns stops it, and says that the worker left
 */
export async function startHeartbeat(id: string): Promise<() => Promise<void>> {
  const beat = () =>
    db().$executeRaw`
      INSERT INTO "Worker" ("id") VALUES (${id})
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
  const [{ found } = { found: false }] = await db().$queryRaw<{ found: boolean }[]>`
    SELECT EXISTS (SELECT FROM "Worker"
      WHERE "seenAt" > now() - make_interval(secs => ${goneAfterSeconds})) AS "found"`;
  return found;
}
