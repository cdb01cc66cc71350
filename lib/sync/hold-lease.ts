import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import type { Tx } from '#lib/db/client';
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
  return runUnder(await waitForLease(ref), run);
}

/** The same for a worker, which comes back later; null when a sync goes on, or the Item may not be synced. */
export async function tryLease<Result>(
  ref: ItemRef,
  run: (lease: Lease) => Promise<Result>,
): Promise<Result | null> {
  const leased = await postgresStore.acquireLease(ref, `try ${newId()}`);
  return leased && runUnder(leased.lease, run);
}

async function runUnder<Result>(
  lease: Lease,
  run: (lease: Lease) => Promise<Result>,
): Promise<Result> {
  const timer = setInterval(() => {
    postgresStore.renewLease(lease).catch((error: unknown) => {
      log.warn({ error, itemId: lease.itemId }, 'could not renew the lease');
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

/** Nobody has taken the Item over meanwhile, or withdrawn it. @throws AppError unavailable */
export async function requireFence(tx: Tx, lease: Lease): Promise<void> {
  const held = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "Item" WHERE "householdId" = ${lease.householdId}::uuid
      AND "id" = ${lease.itemId}::uuid AND "fence" = ${lease.fence}
      AND "removeRequestedAt" IS NULL AND "stopReason" IS NULL FOR UPDATE`;
  if (held.length > 0) return;
  throw new AppError('unavailable', 'That took too long. Nothing was changed; try again.', {
    retryAfterSeconds: 10,
  });
}
