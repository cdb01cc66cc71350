import 'server-only';
import { db } from '#lib/db/client';
import { finishDisconnect } from '#lib/items/disconnect-item';
import { refreshItem } from '#lib/items/refresh-item';
import { getAccounts } from '#lib/plaid/accounts';
import { getSyncPage } from '#lib/plaid/transactions';
import type { ItemRef, SyncPorts } from '#lib/sync/ports';
import { postgresStore } from '#lib/sync/postgres-store';
import { enqueueSync, requestSync } from '#lib/sync/request-sync';
import { runSync, type SyncOutcome } from '#lib/sync/run-sync';
import { handleWebhook } from '#lib/webhooks/handle-webhook';
import { enqueue } from './enqueue.ts';
import { sweep } from './sweep.ts';
import { type TaskName, taskPayloads } from './tasks.ts';

/** How soon a job that met another worker's lease looks again. */
const busyRetryMs = 2_000;
/** Runs in a row that one job may do before it lets other Items have their turn. */
const runsPerJob = 5;

const ports: SyncPorts = {
  store: postgresStore,
  plaid: { getSyncPage, getAccounts },
  clock: {
    now: () => new Date(),
    random: Math.random,
    every: (ms, run) => {
      const timer = setInterval(run, ms);
      return () => clearInterval(timer);
    },
  },
};

/**
 * Runs one job. Throwing means: try again later (the queue backs off).
 *
 * @param owner  names this worker in leases
 */
export async function runTask(name: TaskName, payload: unknown, owner: string): Promise<void> {
  switch (name) {
    case 'sync-item':
      return syncItem(taskPayloads[name].parse(payload), owner);
    case 'wake-item': {
      const ref = taskPayloads[name].parse(payload);
      await db().$transaction((tx) => requestSync(tx, ref, 'history'));
      return;
    }
    case 'refresh-item': {
      const { householdId, itemId } = taskPayloads[name].parse(payload);
      return refreshItem(householdId, itemId);
    }
    case 'remove-item': {
      const { householdId, itemId } = taskPayloads[name].parse(payload);
      return finishDisconnect(householdId, itemId);
    }
    case 'handle-webhook':
      return handleWebhook(taskPayloads[name].parse(payload).webhookId);
    case 'sweep':
      return sweep();
  }
}

async function syncItem(ref: ItemRef, owner: string): Promise<void> {
  for (let run = 0; run < runsPerJob; run += 1) {
    const outcome = await runSync(ports, ref, owner);
    const again = await scheduleNext(ref, outcome);
    if (!again) return;
  }
  await enqueueSync(db(), ref, 0);
}

/** True when the Item wants another run at once. */
async function scheduleNext(ref: ItemRef, outcome: SyncOutcome): Promise<boolean> {
  switch (outcome.kind) {
    case 'busy': {
      // Also when the Item is gone; then there is nothing to come back for.
      const waiting = await db().item.count({
        where: { householdId: ref.householdId, id: ref.itemId, leaseUntil: { not: null } },
      });
      if (waiting > 0) await enqueueSync(db(), ref, busyRetryMs);
      return false;
    }
    case 'idle':
      return false;
    case 'superseded':
      return true;
    case 'failed':
      await enqueueSync(db(), ref, outcome.nextInMs);
      return false;
    case 'committed':
      if (outcome.nextInMs === null) return false;
      if (outcome.nextInMs === 0) return true;
      await enqueue(db(), 'wake-item', ref, {
        key: `wake:${ref.itemId}`,
        delayMs: outcome.nextInMs,
      });
      return false;
  }
}
