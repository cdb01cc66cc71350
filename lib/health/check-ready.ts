import 'server-only';
import { db } from '#lib/db/client';
import { isMigrated } from '#lib/db/migrate-status';
import { AppError } from '#lib/errors';
import { hasWorker } from '#lib/jobs/worker-heartbeat';
import { findForeignKeys } from '#lib/keys/check-keys';
import { log } from '#lib/log';
import { isDraining } from './draining.ts';
import { hasRoom } from './has-room.ts';

/**
 * Whether this process can serve: it was not told to end, the database answers, has every migration
 * and room to write, the key ring opens what is stored, and a worker lives. Says no more than that to
 * a stranger.
 *
 * @throws AppError unavailable
 */
export async function checkReady(): Promise<{ status: 'ok' }> {
  const isReady =
    !isDraining() &&
    (await isMigrated((sql) => db().$queryRawUnsafe(sql)).catch(() => false)) &&
    (await isKeyed()) &&
    (await hasWorker()) &&
    (await hasRoom());
  if (isReady) return { status: 'ok' };
  throw new AppError('unavailable', 'Not ready.', { retryAfterSeconds: 5 });
}

/** The key ring of a process never changes: what it opened once it always opens. */
let keyed: boolean | undefined;

async function isKeyed(): Promise<boolean> {
  if (keyed) return true;
  const foreign = await findForeignKeys();
  if (foreign.length > 0 && keyed === undefined) {
    log.error(
      { keys: foreign },
      'ENCRYPTION_KEYS lacks keys that something here is sealed with: put them back',
    );
  }
  keyed = foreign.length === 0;
  return keyed;
}
