import 'server-only';
import { db, readPool, type Tx } from '#lib/db/client';
import { goneAfterSeconds } from '#lib/db/gone-after';
import { env } from '#lib/env';
import { taskPayloads } from '#lib/jobs/tasks';
import { log } from '#lib/log';
import { classifyError, whoActs } from '#lib/plaid/error-table';
import type { Metrics } from './metrics.ts';

/** Many may ask, and often: the database is asked no more than this. */
const keptMs = 5_000;
/** A slow database must not hold up what the process knows by itself. */
const limitMs = 2_000;
const hourSeconds = 3_600;

type Group = {
  read: (tx: Tx, into: Metrics) => Promise<void>;
  /** Nothing is known: a series that is missing is no zero. */
  clear: (into: Metrics) => void;
};

/** What is read together; each fails by itself. */
const groups: Record<string, Group> = {
  jobs: {
    read: readJobs,
    clear: ({ jobs, oldestDueJob }) => {
      jobs.reset();
      oldestDueJob.remove();
    },
  },
  items: {
    read: readItems,
    clear: ({ items, oldestUnsynced }) => {
      items.reset();
      oldestUnsynced.remove();
    },
  },
  backups: {
    read: readBackups,
    clear: ({ backupAge, backupInterval, backups }) => {
      for (const gauge of [backupAge, backupInterval, backups]) gauge.remove();
    },
  },
  workers: { read: readWorkers, clear: ({ workers }) => workers.remove() },
};

let readAt = Number.NEGATIVE_INFINITY;
let reading: Promise<unknown> | null = null;

/**
 * Brings the gauges up to date, those of the database only when they are old. Never throws: what
 * cannot be read is missing, and counted.
 *
 * @param atMostMs  how old what was read of the database may be
 */
export async function readGauges(into: Metrics, atMostMs = keptMs): Promise<void> {
  const pool = readPool();
  into.poolConnections.set({ state: 'used' }, pool.total - pool.idle);
  into.poolConnections.set({ state: 'idle' }, pool.idle);
  into.poolConnections.set({ state: 'waiting' }, pool.waiting);
  if (!reading && performance.now() - readAt >= atMostMs) {
    const all = Object.entries(groups).map(([name, group]) => readGroup(name, group, into));
    reading = Promise.all(all).finally(() => {
      readAt = performance.now();
      reading = null;
    });
  }
  await reading;
}

async function readGroup(name: string, { read, clear }: Group, into: Metrics): Promise<void> {
  try {
    await db().$transaction(
      async (tx) => {
        await tx.$executeRaw`SELECT set_config('statement_timeout', ${String(limitMs)}, true)`;
        await read(tx, into);
      },
      { maxWait: limitMs, timeout: 2 * limitMs },
    );
  } catch (error) {
    clear(into);
    into.readFailures.inc({ group: name });
    log.warn({ error, group: name }, 'gauges could not be read');
  }
}

type JobCount = { task: string; state: string; count: number; seconds: number | null };

async function readJobs(tx: Tx, { jobs, oldestDueJob }: Metrics): Promise<void> {
  const counts = await tx.$queryRaw<JobCount[]>`
    SELECT j."task_identifier" AS "task", s."state", count(*)::int AS "count",
      extract(epoch FROM now() - min(j."run_at"))::float8 AS "seconds"
    FROM graphile_worker.jobs j, LATERAL (SELECT CASE
      WHEN j."locked_at" IS NOT NULL THEN 'running'
      WHEN j."attempts" >= j."max_attempts" THEN 'dead'
      WHEN j."run_at" <= now() THEN 'due' ELSE 'later' END AS "state") s
    GROUP BY 1, 2`;
  jobs.reset();
  for (const task of Object.keys(taskPayloads)) jobs.set({ task, state: 'due' }, 0);
  for (const { task, state, count } of counts) {
    jobs.inc({ task: task in taskPayloads ? task : 'other', state }, count);
  }
  const due = counts.filter(({ state }) => state === 'due').map(({ seconds }) => seconds ?? 0);
  oldestDueJob.set(Math.max(0, ...due));
}

type ItemCount = {
  state: 'removing' | 'stopped' | 'syncing' | 'current';
  type: string | null;
  code: string | null;
  count: number;
  seconds: number;
};

/** Of connections that we hold a token of: all that something may still be asked for. */
async function readItems(tx: Tx, { items, oldestUnsynced }: Metrics): Promise<void> {
  const counts = await tx.$queryRaw<ItemCount[]>`
    SELECT CASE WHEN "removeRequestedAt" IS NOT NULL THEN 'removing'
        WHEN "stopReason" IS NOT NULL THEN 'stopped'
        WHEN "doneSeq" < "requestedSeq" THEN 'syncing' ELSE 'current' END AS "state",
      "errorType" AS "type", "errorCode" AS "code", count(*)::int AS "count",
      extract(epoch FROM now() - min(coalesce("lastSyncedAt", "createdAt")))::float8 AS "seconds"
    FROM "Item" WHERE "accessTokenSealed" IS NOT NULL GROUP BY 1, 2, 3`;
  items.reset();
  for (const state of itemStates) items.set({ state }, 0);
  for (const count of counts) items.inc({ state: describeItems(count) }, count.count);
  const ours = counts.filter((count) => isOurs(describeItems(count)));
  oldestUnsynced.set(Math.max(0, ...ours.map(({ seconds }) => seconds)));
}

const itemStates = [
  'current',
  'syncing',
  'failing',
  'needs_person',
  'unsupported',
  'stopped',
  'removing',
] as const;
type ItemState = (typeof itemStates)[number];

function describeItems({ state, type, code }: ItemCount): ItemState {
  if (type === null || code === null || state === 'removing' || state === 'stopped') return state;
  const error = { type, code };
  const actor = whoActs(error);
  if (actor === 'person' || actor === 'person_at_bank') return 'needs_person';
  return ['unsupported', 'absent'].includes(classifyError(error)) ? 'unsupported' : 'failing';
}

/** What only we, Plaid or time can bring up to date. */
function isOurs(state: ItemState): boolean {
  return state === 'current' || state === 'syncing' || state === 'failing';
}

async function readWorkers(tx: Tx, { workers }: Metrics): Promise<void> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" FROM "Worker"
    WHERE "seenAt" > now() - make_interval(secs => ${goneAfterSeconds()})`;
  workers.set(row?.count ?? 0);
}

/** Where none is made by itself there is nothing to say of how late one is. */
async function readBackups(tx: Tx, into: Metrics): Promise<void> {
  const { backupAge, backupInterval, backups } = into;
  const [row] = await tx.$queryRaw<{ count: number; seconds: number }[]>`
    SELECT count(*)::int AS "count", extract(epoch FROM now() - coalesce(max("finishedAt"),
      (SELECT min("finished_at") FROM "_prisma_migrations"), now()))::float8 AS "seconds"
    FROM "Backup" WHERE "state" = 'done'`;
  const { count = 0, seconds = 0 } = row ?? {};
  const { intervalHours } = env().backups;
  backups.set(count);
  if (intervalHours > 0) backupInterval.set(intervalHours * hourSeconds);
  else backupInterval.remove();
  if (intervalHours > 0 || count > 0) backupAge.set(seconds);
  else backupAge.remove();
}
