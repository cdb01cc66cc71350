import 'server-only';
import { seal, unseal } from '#lib/crypto/seal';
import { db } from '#lib/db/client';
import { isMigrated } from '#lib/db/migrate-status';
import { AppError } from '#lib/errors';
import { opensNewestToken } from '#lib/items/access-token';
import { hasWorker } from '#lib/jobs/worker-heartbeat';
import { log } from '#lib/log';

const sentinel = { table: 'health', column: 'sentinel', householdId: '', rowId: '' };

/**
 * Whether this process can serve: the database answers and has every migration, the key ring opens
 * what is stored, and a worker lives. Says no more than that to a stranger.
 *
 * @throws AppError unavailable
 */
export async function checkReady(): Promise<{ status: 'ok' }> {
  const isReady =
    (await isMigrated((sql) => db().$queryRawUnsafe(sql)).catch(() => false)) &&
    (await isKeyed()) &&
    (await hasWorker());
  if (isReady) return { status: 'ok' };
  throw new AppError('unavailable', 'Not ready.', { retryAfterSeconds: 5 });
}

/** The key ring of a process never changes: what it opened once it always opens. */
let keyed: boolean | undefined;

async function isKeyed(): Promise<boolean> {
  if (keyed) return true;
  const opens = await opensNewestToken();
  // Nothing is stored yet: then the ring must at least be able to seal.
  if (opens === null) return unseal(seal('ready', sentinel), sentinel) === 'ready';
  if (!opens && keyed === undefined) {
    log.error('ENCRYPTION_KEYS does not open the stored access tokens: put the lost key back');
  }
  keyed = opens;
  return opens;
}
