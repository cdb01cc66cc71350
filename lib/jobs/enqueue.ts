import 'server-only';
import { Prisma, type Tx } from '#lib/db/client';
import { keptPlan } from '#lib/db/kept-plan';
import { currentScope } from '#lib/scope';
import type { TaskName, TaskPayload } from './tasks.ts';

type Options = {
  /** Jobs with one key are one job. */
  key: string;
  /** From now; at once unless told. */
  delayMs?: number;
  /**
   * `sooner`: a waiting job with the key runs at this job's time. `keep`: it keeps its own time,
   * so that a retry in an hour never puts off a wake-up that waits already.
   */
  ifWaiting?: 'sooner' | 'keep';
};

const maxAttempts = 25;

/**
 * Adds a job in the caller's transaction: it exists exactly when the transaction commits. No
 * queue_name: a killed worker would hold up all of a queue until it counts as gone, and the Item's
 * lease serialises already.
 */
export async function enqueue<Name extends TaskName>(
  tx: Pick<Tx, '$executeRaw'>,
  name: Name,
  payload: TaskPayload<Name>,
  { key, ...options }: Options,
): Promise<void> {
  const job = addJob(name, Prisma.sql`${JSON.stringify(payload)}`, Prisma.sql`${key}`, options);
  await tx.$executeRaw`${keptPlan} SELECT ${job}`;
}

/**
 * SQL: adds a job as `enqueue` does, from within a statement that itself finds out what it is about.
 *
 * @param payload  of JSON text
 * @param key      of text
 */
export function addJob(
  name: TaskName,
  payload: Prisma.Sql,
  key: Prisma.Sql,
  { delayMs = 0, ifWaiting = 'sooner' }: Omit<Options, 'key'> = {},
): Prisma.Sql {
  // Where spans are recorded, the job's are of the request that asked for it. What jobs ask for begins
  // anew: an Item's wake-ups lead to each other for ever.
  const { requestId, traceparent } = currentScope() ?? {};
  const carried = JSON.stringify(requestId && traceparent ? { traceparent } : {});
  const mode = ifWaiting === 'keep' ? 'preserve_run_at' : 'replace';
  return Prisma.sql`graphile_worker.add_job(
    identifier => ${name}::text,
    payload => (${payload}::jsonb || ${carried}::jsonb)::json,
    run_at => now() + make_interval(secs => ${delayMs / 1000}),
    max_attempts => ${maxAttempts}::int,
    job_key => ${key}::text,
    job_key_mode => ${mode}::text)`;
}
