import 'server-only';
import { boundCode } from '#lib/metrics/bound-label';
import { metrics } from '#lib/metrics/metrics';
import type { ItemRef, SyncPorts, SyncQueue } from './ports.ts';
import { runSync, type SyncOutcome } from './run-sync.ts';

/** How soon a job that met another worker's lease looks again. */
const busyRetryMs = 2_000;
/** Runs in a row that one job may do before it lets other Items have their turn. */
const runsPerJob = 5;

type Ports = SyncPorts & { queue: SyncQueue };

/**
 * One job: syncs an Item until it wants nothing more at once, and leaves the alarm for when it does.
 *
 * @param owner  names this worker in leases
 * @throws what the store or the queue throws: the job is tried again
 */
export async function syncItem(ports: Ports, ref: ItemRef, owner: string): Promise<void> {
  for (let run = 0; run < runsPerJob; run += 1) {
    const outcome = await runSync(ports, ref, owner);
    const code = outcome.kind === 'failed' ? boundCode(outcome.code) : '';
    metrics().syncRuns.inc({ result: outcome.kind, code });
    const again = await scheduleNext(ports, ref, outcome);
    if (!again) return;
  }
  await ports.queue.enqueueSync(ref, 0);
}

/** True when the Item wants another run at once. */
async function scheduleNext(ports: Ports, ref: ItemRef, outcome: SyncOutcome): Promise<boolean> {
  switch (outcome.kind) {
    case 'busy':
      // Work may have been marked between the holder's commit and its release. Where nothing is
      // owed, or the Item is gone, there is nothing to come back for.
      if (await ports.store.isWorkOwed(ref)) await ports.queue.enqueueSync(ref, busyRetryMs);
      return false;
    case 'idle':
      return false;
    case 'stopped':
      await ports.queue.enqueueSync(ref, 0);
      return false;
    case 'superseded':
      return true;
    case 'failed':
      await ports.queue.enqueueSync(ref, outcome.nextInMs);
      return false;
    case 'committed':
      if (outcome.nextInMs === null) return false;
      if (outcome.nextInMs === 0) return true;
      await ports.queue.enqueueWake(ref, outcome.nextInMs);
      return false;
  }
}
