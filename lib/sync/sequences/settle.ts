import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { db } from '#lib/db/client';
import { enqueue } from '#lib/jobs/enqueue';
import { control } from '#lib/testing/sandbox';
import type { Bank } from './bank.ts';
import { readItem, type StoredItem } from './read-item.ts';
import { Violation } from './violation.ts';
import type { World } from './world.ts';

/** More than the sweep's interval: whatever waits for its time, its time has come. */
const hoursLater = 5;
/** Of the product's fifteen minutes; the hours above are skipped, and the machine may be busy. */
const settleLimitMs = 60_000;
const pollMs = 25;

/**
 * I8: the faults stop, hours pass, one sweep runs, and then everything must come to rest without
 * another word from outside.
 */
export async function settle(world: World): Promise<void> {
  world.line.weather = { lost: Number.POSITIVE_INFINITY, refused: 0, doubled: 0, delaysMs: [] };
  for (const bank of world.banks) await endFaults(bank);
  // What a fault struck before must fail first: its time to be tried again is what passes.
  await until(world, (item) => !item.leased);
  for (const bank of world.banks) await letHoursPass(bank);
  await enqueue(db(), 'sweep', {}, { key: 'sweep:sequence' });
  await until(world, isAtRest);
}

async function endFaults({ item: { plaidItemId }, left }: Bank): Promise<void> {
  await control(`/faults?itemId=${plaidItemId}`, undefined, 'DELETE');
  if (left === null) await control(`/items/${plaidItemId}/login`, { state: 'repaired' });
}

/** For one Item alone: the others of this database are in the middle of their own sequences. */
async function letHoursPass({ item: { householdId, itemId } }: Bank): Promise<void> {
  await db().$executeRaw`
    UPDATE "Item" SET
      "lastAttemptAt" = "lastAttemptAt" - make_interval(hours => ${hoursLater}),
      "retryAt" = "retryAt" - make_interval(hours => ${hoursLater})
    WHERE "householdId" = ${householdId}::uuid AND "id" = ${itemId}::uuid`;
  await db().$executeRaw`
    UPDATE graphile_worker._private_jobs
    SET "run_at" = "run_at" - make_interval(hours => ${hoursLater})
    WHERE "key" LIKE '%:' || ${itemId}::text`;
}

function isAtRest(item: StoredItem, bank: Bank): boolean {
  if (bank.left !== null) return item.removed;
  return item.done === item.requested && !item.untouched && !item.leased && !item.hasWork;
}

/** @throws Violation when an Item does not come to it; a deleted one has */
async function until(
  world: World,
  reached: (item: StoredItem, bank: Bank) => boolean,
): Promise<void> {
  const deadline = performance.now() + settleLimitMs;
  for (const bank of world.banks) {
    for (;;) {
      const item = await readItem(bank.item);
      if (item === null || reached(item, bank)) break;
      if (performance.now() > deadline) {
        const { rows, ...facts } = item;
        throw new Violation('I8', `no rest: ${JSON.stringify(facts)}, ${rows.length} rows`);
      }
      await sleep(pollMs);
    }
  }
}
