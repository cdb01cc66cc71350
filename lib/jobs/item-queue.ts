import 'server-only';
import { db } from '#lib/db/client';
import type { ItemRef } from '#lib/sync/ports';
import { enqueueSync } from '#lib/sync/request-sync';
import { enqueue } from './enqueue.ts';

/** The queue as the engine's ports name it, each job in a transaction of its own. */
export const itemQueue = {
  enqueueSync: (ref: ItemRef, delayMs: number) => enqueueSync(db(), ref, delayMs),
  enqueueWake: (ref: ItemRef, delayMs: number) =>
    enqueue(db(), 'wake-item', ref, { key: `wake:${ref.itemId}`, delayMs }),
  enqueueRemoval: (ref: ItemRef) =>
    enqueue(db(), 'remove-item', ref, { key: `remove:${ref.itemId}`, ifWaiting: 'keep' }),
};
