import 'server-only';
import type { ItemRef } from './ports.ts';
import type { WakeTrigger } from './request-sync.ts';

export type SweepPorts = {
  store: {
    /** Items not tried for the sweep interval. */
    listUntouched: () => Promise<ItemRef[]>;
    /** Items with work owed, that no worker holds and that wait for no retry. */
    listOwed: () => Promise<ItemRef[]>;
    /** Items whose removal Plaid has not confirmed. */
    listRemovals: () => Promise<ItemRef[]>;
    /** Marks work and wakes a worker, in one transaction. */
    requestSync: (ref: ItemRef, trigger: WakeTrigger) => Promise<boolean>;
  };
  queue: {
    enqueueSync: (ref: ItemRef, delayMs: number) => Promise<void>;
    enqueueRemoval: (ref: ItemRef) => Promise<void>;
  };
};

/** Finds the Items whose alarm was lost, and those nobody rang for; says how many of each. */
export async function sweepItems({ store, queue }: SweepPorts) {
  const untouched = await store.listUntouched();
  for (const ref of untouched) await store.requestSync(ref, 'sweep');
  const owed = await store.listOwed();
  for (const ref of owed) await queue.enqueueSync(ref, 0);
  const removals = await store.listRemovals();
  for (const ref of removals) await queue.enqueueRemoval(ref);
  return { untouched: untouched.length, owed: owed.length, removals: removals.length };
}
