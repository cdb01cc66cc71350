import 'server-only';
import { newId } from '#lib/db/ids';
import { log } from '#lib/log';
import { PlaidError } from '#lib/plaid/plaid-error';
import { historyPollDelayMs, retryDelayMs } from './backoff.ts';
import { type Delta, type FetchProgress, fetchDelta } from './fetch-delta.ts';
import type { ItemRef, Lease, RunCounts, RunReport, SyncPorts } from './ports.ts';

/** Renewed three times in its life, a lease survives two lost renewals. */
const renewalsPerLease = 3;

export type SyncOutcome =
  /** Another worker holds the lease, or the Item is gone. */
  | { kind: 'busy' }
  /** Nothing was owed. */
  | { kind: 'idle' }
  | { kind: 'committed'; counts: RunCounts; nextInMs: number | null }
  /** The lease or the cursor was no longer ours at the commit; nothing was written. */
  | { kind: 'superseded' }
  | { kind: 'failed'; code: string; nextInMs: number };

/**
 * Brings one Item to where Plaid is now: lease, all pages, one commit. Correct under any number of
 * workers and at any interruption; the caller only decides when to call it again.
 *
 * @param owner  names this worker
 * @returns `nextInMs`: when this Item wants to be called again; 0 = at once, because more was
 *          requested meanwhile
 * @throws what the store throws: then nothing was written, and the lease runs out by itself
 */
export async function runSync(ports: SyncPorts, ref: ItemRef, owner: string): Promise<SyncOutcome> {
  const leased = await ports.store.acquireLease(ref, owner);
  if (!leased) return { kind: 'busy' };
  const { lease, accessToken } = leased;
  const stopRenewing = ports.clock.every(ports.store.leaseMs() / renewalsPerLease, () => {
    ports.store.renewLease(lease).catch((error: unknown) => {
      log.warn({ error, itemId: ref.itemId }, 'could not renew the lease');
    });
  });
  try {
    if (lease.doneSeq >= lease.targetSeq) return { kind: 'idle' };
    return await fetchAndCommit(ports, lease, accessToken);
  } finally {
    stopRenewing();
    await ports.store.releaseLease(lease);
  }
}

async function fetchAndCommit(
  ports: SyncPorts,
  lease: Lease,
  accessToken: string,
): Promise<SyncOutcome> {
  const startedAt = ports.clock.now();
  const progress: FetchProgress = { pages: 0, restarts: 0, requestId: null };
  const report = (): RunReport => ({
    runId: newId(),
    startedAt,
    finishedAt: ports.clock.now(),
    ...progress,
  });
  let delta: Delta;
  try {
    delta = await fetchDelta(ports.plaid, accessToken, lease.cursor, progress);
  } catch (error) {
    if (!(error instanceof PlaidError)) throw error;
    const nextInMs = retryDelayMs(error, lease.failures + 1, ports.clock.random());
    const { type, code, display, requestId } = error;
    progress.requestId = requestId ?? progress.requestId;
    await ports.store.recordFailure(lease, { type, code, display, retryInMs: nextInMs }, report());
    return { kind: 'failed', code, nextInMs };
  }
  const committed = await ports.store.commit(lease, delta, report());
  if (!committed) return { kind: 'superseded' };
  const ageMs = ports.clock.now().getTime() - lease.createdAt.getTime();
  const nextInMs = committed.moreRequested ? 0 : historyPollDelayMs(committed.status, ageMs);
  return { kind: 'committed', counts: committed.counts, nextInMs };
}
