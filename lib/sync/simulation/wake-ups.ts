import 'server-only';
import type { ItemRef } from '#lib/sync/ports';
import type { WakeTrigger } from '#lib/sync/request-sync';
import type { SweepPorts } from '#lib/sync/sweep-items';
import type { Process } from './process.ts';
import type { Site } from './site.ts';
import type { ItemRow } from './tables.ts';

const sweepIntervalMs = 240 * 60_000;

/** request-sync.ts, as part of whichever transaction calls it. */
export function requestSync(site: Site, ref: ItemRef, trigger: WakeTrigger): boolean {
  const item = site.tables.find(ref);
  if (!item || item.removeRequestedAt !== null) return false;
  item.requestedSeq += 1n;
  item.wakeTrigger = trigger;
  enqueueSync(site, ref, 0);
  return true;
}

function enqueueSync({ queue }: Site, ref: ItemRef, delayMs: number): void {
  const ifWaiting = delayMs > 0 ? 'keep' : 'sooner';
  queue.add('sync-item', ref, `sync:${ref.itemId}`, { delayMs, ifWaiting });
}

/** lib/jobs/item-queue.ts, each call a transaction of its own. */
export function itemQueue(site: Site, process: Process) {
  const add = (what: string, run: () => void) => site.database.transact(process, what, run);
  return {
    enqueueSync: (ref: ItemRef, delayMs: number) =>
      add(`add sync of ${ref.itemId} in ${delayMs} ms`, () => enqueueSync(site, ref, delayMs)),
    enqueueWake: (ref: ItemRef, delayMs: number) =>
      add(`add wake of ${ref.itemId} in ${delayMs} ms`, () =>
        site.queue.add('wake-item', ref, `wake:${ref.itemId}`, { delayMs }),
      ),
    enqueueRemoval: (ref: ItemRef) =>
      add(`add removal of ${ref.itemId}`, () =>
        site.queue.add('remove-item', ref, `remove:${ref.itemId}`, { ifWaiting: 'keep' }),
      ),
  };
}

/** find-work.ts */
export function sweepStore(site: Site, process: Process): SweepPorts['store'] {
  const list = (what: string, wanted: (item: ItemRow) => boolean) =>
    site.database.transact(process, `list ${what}`, () =>
      [...site.tables.items.values()]
        .filter(wanted)
        .map(({ householdId, itemId }) => ({ householdId, itemId })),
    );
  const now = () => site.world.timeline.now;
  const isBefore = (moment: number | null) => moment === null || moment < now();
  return {
    listUntouched: () =>
      list('untouched', (item) => {
        if (item.removeRequestedAt !== null || item.accessToken === null) return false;
        return item.lastAttemptAt === null || item.lastAttemptAt < now() - sweepIntervalMs;
      }),
    listOwed: () =>
      list('owed', (item) => {
        if (item.doneSeq >= item.requestedSeq || item.removeRequestedAt !== null) return false;
        return isBefore(item.leaseUntil) && isBefore(item.retryAt);
      }),
    listRemovals: () =>
      list('removals', (item) => item.removeRequestedAt !== null && item.removedAt === null),
    requestSync: (ref, trigger) =>
      site.database.transact(process, `request sync of ${ref.itemId}`, () =>
        requestSync(site, ref, trigger),
      ),
  };
}
