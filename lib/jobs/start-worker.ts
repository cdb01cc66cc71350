import 'server-only';
import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { hostname } from 'node:os';
import { type JobHelpers, Logger, run, type TaskList, type WorkerEvents } from 'graphile-worker';
import { closeDb, db } from '#lib/db/client';
import { goneAfterSeconds } from '#lib/db/gone-after';
import { promiseTokens } from '#lib/db/rate-bucket';
import { env, requireEnv } from '#lib/env';
import { log } from '#lib/log';
import { shareRateLimits } from '#lib/plaid/rate-limits';
import { startWritingCalls } from '#lib/plaid-calls/write-calls';
import { keepFailureShort } from './describe-failure.ts';
import { enqueue } from './enqueue.ts';
import { observeJob } from './observe-job.ts';
import { runTask, stopTasks } from './run-task.ts';
import { startSweeping } from './start-sweeping.ts';
import { type TaskName, taskPayloads } from './tasks.ts';
import { watchQueue } from './watch-queue.ts';
import { startHeartbeat } from './worker-heartbeat.ts';

/** What a worker fetched and has no hand free for goes back after that long, for another worker to take. */
const heldForMs = 2_000;

/**
 * Takes jobs until stopped. Any number of workers may run: what must not happen twice at once is
 * kept apart by the Item's lease.
 *
 * @returns `stop` lets running jobs finish; what does not finish is taken up by the next worker
 */
export async function startWorker(): Promise<{
  stop: () => Promise<void>;
  done: Promise<void>;
  /** Whether it takes jobs: a process may live and do nothing. */
  isWorking: () => boolean;
}> {
  shareRateLimits(promiseTokens);
  const stopWritingCalls = startWritingCalls();
  const owner = `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`;
  const taskList: TaskList = Object.fromEntries(
    (Object.keys(taskPayloads) as TaskName[]).map((name) => [
      name,
      (payload: unknown, { job }: JobHelpers) =>
        keepFailureShort(() =>
          observeJob(name, job.id, payload, () => runTask(name, payload, owner)),
        ),
    ]),
  );
  const events: WorkerEvents = new EventEmitter();
  const hands = env().WORKER_CONCURRENCY;
  const { isWorking } = watchQueue(events, hands);
  let poolId = '';
  events.once('pool:create', ({ workerPool }) => {
    poolId = workerPool.id;
  });
  const runner = await run({
    events,
    // It listens, to which a transaction pooler is deaf.
    connectionString: env().DIRECT_DATABASE_URL ?? requireEnv('DATABASE_URL'),
    concurrency: hands,
    // A notification wakes the worker at once; polling only finds jobs whose time has come. It is done for all
    // hands at once: by each of them it was most of what a worker does while there is nothing to do.
    pollInterval: 2_000,
    preset: { worker: { localQueue: { size: hands, ttl: heldForMs } } },
    noHandleSignals: true,
    taskList,
    logger: queueLogger,
  });
  const stopHeartbeat = await startHeartbeat(owner, poolId);
  // An Item whose worker was killed is free after its lease, and found then.
  const stopSweeping = startSweeping();
  // What a killed worker left: once now, and once when a worker that died just before counts as gone,
  // its jobs are given back and its leases have run out.
  await enqueue(db(), 'sweep', {}, { key: `sweep:${owner}:now` });
  const delayMs = (Math.max(env().SYNC_LEASE_SECONDS, goneAfterSeconds()) + 1) * 1000;
  await enqueue(db(), 'sweep', {}, { key: `sweep:${owner}:later`, delayMs });
  return {
    stop: async () => {
      stopSweeping();
      stopTasks();
      await runner.stop();
      await stopHeartbeat();
      await stopWritingCalls();
      await closeDb();
    },
    done: runner.promise,
    isWorking,
  };
}

const queueLogger = new Logger(() => (level, message) => {
  if (level === 'error') log.error(message);
  else if (level === 'warning') log.warn(message);
  else log.debug(message);
});
