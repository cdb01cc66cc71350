import 'server-only';
import { finishDisconnect } from '#lib/items/finish-disconnect';
import { PlaidError } from '#lib/plaid/plaid-error';
import type { ItemRef, SyncPorts, SyncQueue } from '#lib/sync/ports';
import { sweepItems } from '#lib/sync/sweep-items';
import { syncItem } from '#lib/sync/sync-item';
import type { Job } from './memory-queue.ts';
import { MemoryStore } from './memory-store.ts';
import { ModelPlaid } from './model-plaid.ts';
import { Outage } from './network.ts';
import type { Process } from './process.ts';
import type { Site } from './site.ts';
import { itemQueue, requestSync, sweepStore } from './wake-ups.ts';

const concurrency = 2;
const leaseMs = 60_000;

/** A worker process: lib/jobs/start-worker.ts, and the engine's own code behind run-task.ts. */
export function startWorker(site: Site, process: Process): void {
  const tasks = makeTasks(site, process);
  const slots = Array.from({ length: concurrency }, () => work(site, process, tasks));
  void Promise.all(slots).then(() => process.kill(site.world.timeline.now));
  const sweepAfter = (when: string, delayMs: number) =>
    site.database.transactSurely(process, 'sweep at start', () =>
      site.queue.add('sweep', null, `sweep:${process.name}:${when}`, { delayMs }),
    );
  void sweepAfter('now', 0);
  void sweepAfter('later', leaseMs + 1_000);
}

async function work(site: Site, process: Process, run: (job: Job) => Promise<void>): Promise<void> {
  const { database, queue } = site;
  while (!process.isStopping) {
    const job = await database.transactSurely(process, 'take job', () => queue.take(process));
    if (!job) {
      await queue.untilWork(process);
      continue;
    }
    try {
      await run(job);
      await database.transactSurely(process, 'complete job', () => queue.complete(job));
    } catch (error) {
      if (!(error instanceof Outage || error instanceof PlaidError)) reportCrash(site, error);
      await database.transactSurely(process, 'fail job', () => queue.fail(job));
    }
  }
}

/** The engine may fail only because its surroundings did. */
function reportCrash({ world }: Site, error: unknown): void {
  world.fail('no crash', error instanceof Error ? (error.stack ?? error.message) : String(error));
}

function makeTasks(site: Site, process: Process): (job: Job) => Promise<void> {
  const { world, database } = site;
  const store = new MemoryStore(site, process);
  const plaid = new ModelPlaid(world, process, site.bank);
  const queue = itemQueue(site, process);
  const ports: SyncPorts & { queue: SyncQueue } = {
    store,
    plaid,
    queue,
    newId: () => world.newId('run'),
    isStopping: () => process.isStopping,
    clock: {
      now: () => world.timeWith(process.skewMs),
      random: () => world.random.next(),
      every: (ms, run) => repeat(site, process, ms, run),
    },
  };
  const wake = (ref: ItemRef) =>
    database.transact(process, `wake ${ref.itemId}`, () => requestSync(site, ref, 'history'));
  return async ({ task, ref }) => {
    if (task === 'sweep') await sweepItems({ store: sweepStore(site, process), queue });
    else if (ref === null) throw new Error(`A ${task} without an Item.`);
    else if (task === 'sync-item') await syncItem(ports, ref, process.name);
    else if (task === 'wake-item') await wake(ref);
    else await finishDisconnect({ store: store.removal, plaid: plaid.removal }, ref);
  };
}

function repeat({ world }: Site, process: Process, ms: number, run: () => void): () => void {
  let stopped = false;
  const next = () =>
    world.timeline.schedule(
      ms,
      () => {
        if (stopped) return;
        run();
        next();
      },
      process,
    );
  next();
  return () => {
    stopped = true;
  };
}
