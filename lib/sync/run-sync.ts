import 'server-only';
import { failPoint } from '#lib/fail-point';
import { log } from '#lib/log';
import { internalError, ownError, PlaidError } from '#lib/plaid/plaid-error';
import { inSpan } from '#lib/traces/span';
import { nextRunDelayMs, retryDelayMs } from './backoff.ts';
import { type FetchProgress, fetchDelta, Stopped } from './fetch-delta.ts';
import type { Failure, ItemRef, Lease, Leased, RunCounts, RunReport, SyncPorts } from './ports.ts';

/** Renewed three times in its life, a lease survives two lost renewals. */
const renewalsPerLease = 3;

export type SyncOutcome =
  /** Another worker holds the lease, or the Item is gone. */
  | { kind: 'busy' }
  /** Nothing was owed. */
  | { kind: 'idle' }
  | { kind: 'committed'; counts: RunCounts; nextInMs: number | null }
  /** The process wants to end; nothing was written. */
  | { kind: 'stopped' }
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
 * @throws when the store cannot even keep the failure: then nothing was written, and the lease
 *         runs out by itself
 */
export async function runSync(ports: SyncPorts, ref: ItemRef, owner: string): Promise<SyncOutcome> {
  const leased = await ports.store.acquireLease(ref, owner);
  if (!leased) return { kind: 'busy' };
  const { lease } = leased;
  failPoint('sync-leased');
  const stopRenewing = ports.clock.every(ports.store.leaseMs() / renewalsPerLease, () => {
    ports.store.renewLease(lease).catch((error: unknown) => {
      log.warn({ error, itemId: ref.itemId }, 'could not renew the lease');
    });
  });
  try {
    if (lease.doneSeq >= lease.targetSeq) return { kind: 'idle' };
    return await fetchAndCommit(ports, leased);
  } finally {
    stopRenewing();
    await ports.store.releaseLease(lease);
  }
}

async function fetchAndCommit(
  ports: SyncPorts,
  { lease, openAccessToken }: Leased,
): Promise<SyncOutcome> {
  const startedAt = ports.clock.now();
  const progress: FetchProgress = { pages: 0, restarts: 0, requestId: null };
  const report = (): RunReport => ({
    runId: ports.newId(),
    startedAt,
    finishedAt: ports.clock.now(),
    ...progress,
  });
  try {
    const delta = await inSpan('sync fetch', 'internal', {}, () =>
      fetchDelta(ports, openAccessToken(), lease.cursor, progress),
    );
    failPoint('sync-fetched');
    const committed = await inSpan('sync commit', 'internal', {}, () =>
      ports.store.commit(lease, delta, report()),
    );
    failPoint('sync-committed');
    if (!committed) return { kind: 'superseded' };
    const ageMs = ports.clock.now().getTime() - lease.createdAt.getTime();
    const nextInMs = committed.moreRequested ? 0 : nextRunDelayMs(delta, ageMs);
    return { kind: 'committed', counts: committed.counts, nextInMs };
  } catch (error) {
    if (error instanceof Stopped) return { kind: 'stopped' };
    const failure = toFailure(error, lease, ports.clock.random());
    progress.requestId = failure.requestId ?? progress.requestId;
    await ports.store.recordFailure(lease, failure, report());
    failPoint('sync-failed');
    return { kind: 'failed', code: failure.code, nextInMs: failure.retryInMs };
  }
}

/**
 * What went wrong, as the Item will show it. A bug, a lost key or a row that the database refuses
 * is as visible as an error of Plaid's: a run that dies unseen would leave the Item "syncing".
 */
function toFailure(
  error: unknown,
  lease: Lease,
  random: number,
): Failure & { requestId: string | null } {
  if (!(error instanceof PlaidError)) log.error({ error, itemId: lease.itemId }, 'sync failed');
  const { type, code, display, requestId } =
    error instanceof PlaidError
      ? error
      : { type: ownError, code: internalError, display: null, requestId: null };
  const retryInMs = retryDelayMs({ type, code }, lease.failures + 1, random);
  return { type, code, display, requestId, retryInMs };
}
