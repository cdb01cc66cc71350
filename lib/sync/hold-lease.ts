import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import { newId } from '#lib/db/ids';
import { AppError } from '#lib/errors';
import { log } from '#lib/log';
import type { ItemRef, Lease } from './ports.ts';
import { postgresStore } from './postgres-store.ts';

const attempts = 40;
const betweenMs = 250;
const renewalsPerLease = 3;

/**
 * Runs something while no sync of the Item can: as a worker does, under its lease. What it writes
 * must be bound to the lease's fence.
 *
 * @throws AppError unavailable when a sync goes on for more than ten seconds, or the Item may not
 *         be synced at all
 */
export async function holdLease<Result>(
  ref: ItemRef,
  run: (lease: Lease) => Promise<Result>,
): Promise<Result> {
  const lease = await waitForLease(ref);
  const timer = setInterval(() => {
    postgresStore.renewLease(lease).catch((error: unknown) => {
      log.warn({ error, itemId: ref.itemId }, 'could not renew the lease');
    });
  }, postgresStore.leaseMs() / renewalsPerLease);
  try {
    return await run(lease);
  } finally {
    clearInterval(timer);
    await postgresStore.releaseLease(lease);
  }
}

async function waitForLease(ref: ItemRef): Promise<Lease> {
  const owner = `hold ${newId()}`;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const leased = await postgresStore.acquireLease(ref, owner);
    if (leased) return leased.lease;
    await pause(betweenMs);
  }
  throw new AppError(
    'unavailable',
    'This connection is being synced. Nothing was changed; try again in a moment.',
    { retryAfterSeconds: 10 },
  );
}
