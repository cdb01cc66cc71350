import 'server-only';
import { installationLog, recordAudit } from '#lib/audit/record-audit';
import { db, type Tx } from '#lib/db/client';
import { AppError } from '#lib/errors';
import type { HandledJobsDto, HandleJobsInput } from './contract.ts';

/** As many as one press sets going again. */
const batchSize = 1_000;
/** What the queue keeps of one that an operator gave up, in place of an error. */
const givenUp = 'GivenUp';

/**
 * Does to jobs of the queue what an operator says, and writes it down. A job that a worker holds is left
 * alone.
 *
 * @throws AppError not_found when there is no such job; job_refused when a worker holds it, or it is
 *   not dead and was to be removed
 */
export async function handleJobs(input: HandleJobsInput): Promise<HandledJobsDto> {
  return db().$transaction(async (tx) => {
    const done = await change(tx, input);
    const [first] = done;
    if (!first) {
      if (input.act === 'retry_all') return { count: 0 };
      throw await explain(tx, input.jobId);
    }
    await recordAudit(tx, installationLog, {
      kind: 'jobs_handled',
      details: { act: input.act, task: first.task, count: done.length },
    });
    return { count: done.length };
  });
}

function change(tx: Tx, input: HandleJobsInput): Promise<{ task: string }[]> {
  switch (input.act) {
    case 'retry':
      return retry(tx, [input.jobId]);
    case 'retry_all':
      return retryAll(tx, input.task);
    case 'give_up':
      return tx.$queryRaw`
        SELECT j."task_identifier" AS "task" FROM graphile_worker.jobs j
        JOIN graphile_worker.permanently_fail_jobs(ARRAY[${input.jobId}]::bigint[], ${givenUp}) f
          ON f."id" = j."id"`;
    case 'remove':
      return removeDead(tx, input.jobId);
  }
}

async function retryAll(tx: Tx, task: string): Promise<{ task: string }[]> {
  const failed = await tx.$queryRaw<{ id: number }[]>`
    SELECT "id"::float8 AS "id" FROM graphile_worker.jobs
    WHERE "task_identifier" = ${task} AND "attempts" > 0 AND "locked_at" IS NULL
    ORDER BY "id" LIMIT ${batchSize}`;
  return retry(
    tx,
    failed.map(({ id }) => id),
  );
}

function retry(tx: Tx, ids: number[]): Promise<{ task: string }[]> {
  return tx.$queryRaw`
    SELECT j."task_identifier" AS "task" FROM graphile_worker.jobs j
    JOIN graphile_worker.reschedule_jobs(${ids}::bigint[], run_at => now(), attempts => 0) r
      ON r."id" = j."id"`;
}

async function removeDead(tx: Tx, id: number): Promise<{ task: string }[]> {
  const dead = await tx.$queryRaw<{ task: string }[]>`
    SELECT "task_identifier" AS "task" FROM graphile_worker.jobs
    WHERE "id" = ${id}::bigint AND "attempts" >= "max_attempts" AND "locked_at" IS NULL`;
  if (dead.length === 0) return [];
  const gone = await tx.$queryRaw<unknown[]>`
    SELECT "id"::float8 FROM graphile_worker.complete_jobs(ARRAY[${id}]::bigint[])`;
  return gone.length > 0 ? dead : [];
}

async function explain(tx: Tx, id: number): Promise<AppError> {
  const [job] = await tx.$queryRaw<{ isHeld: boolean }[]>`
    SELECT "locked_at" IS NOT NULL AS "isHeld" FROM graphile_worker.jobs WHERE "id" = ${id}::bigint`;
  if (!job) {
    return new AppError(
      'not_found',
      'The job is gone: it was done, or removed. Nothing was changed.',
    );
  }
  return new AppError(
    'job_refused',
    job.isHeld
      ? 'A worker is doing this job right now. Nothing was changed; look again when it has ended.'
      : 'The job is still to be tried, and only dead jobs are removed. Nothing was changed.',
  );
}
