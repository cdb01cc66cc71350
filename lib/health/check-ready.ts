import 'server-only';
import { seal, unseal } from '#lib/crypto/seal';
import { db } from '#lib/db/client';
import { isMigrated } from '#lib/db/migrate-status';
import { AppError } from '#lib/errors';

const sentinel = { table: 'health', column: 'sentinel', householdId: '', rowId: '' };

/**
 * Whether this process can serve: the database answers and has every migration, and the encryption
 * key opens what it seals. Says no more than that to a stranger.
 *
 * @throws AppError unavailable
 */
export async function checkReady(): Promise<{ status: 'ok' }> {
  const migrated = await isMigrated((sql) => db().$queryRawUnsafe(sql)).catch(() => false);
  const keyed = unseal(seal('ready', sentinel), sentinel) === 'ready';
  if (migrated && keyed) return { status: 'ok' };
  throw new AppError('unavailable', 'Not ready.', { retryAfterSeconds: 5 });
}
