import 'server-only';
import { z } from 'zod';
import { db, Prisma } from '#lib/db/client';
import { decodeCursor, encodeCursor } from '#lib/db/list-cursor';
import { readFailure } from '#lib/jobs/describe-failure';
import type { JobDto, JobListQuery, JobPage, JobState, TaskDto } from './contract.ts';
import { jobStates } from './states.ts';

/** There are some thirty tasks; a worker of another version may bring others. */
const taskLimit = 100;

/** SQL: of job j of the queue. */
const jobState = Prisma.sql`CASE
  WHEN j."locked_at" IS NOT NULL THEN 'running'
  WHEN j."attempts" >= j."max_attempts" THEN 'dead'
  WHEN j."attempts" > 0 THEN 'failing'
  ELSE 'waiting' END`;

const position = z.object({ id: z.int() });

/** Jobs of the queue in one state, the newest first. Of all households: for operators alone. */
export async function listJobs({ state, cursor, limit }: JobListQuery): Promise<JobPage> {
  const before = cursor ? decodeCursor(cursor, position).id : Number.MAX_SAFE_INTEGER;
  const rows = await db().$queryRaw<Row[]>`
    SELECT j."id"::float8 AS "id", j."task_identifier" AS "task", ${jobState} AS "state",
      j."key" AS "about", j."attempts"::int AS "attempts", j."max_attempts"::int AS "maxAttempts",
      j."last_error" AS "failure", j."run_at" AS "runAt", j."locked_at" AS "heldSince"
    FROM graphile_worker.jobs j
    WHERE ${jobState} = ${state} AND j."id" < ${before}::bigint
    ORDER BY j."id" DESC LIMIT ${limit + 1}`;
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(toJobDto),
    nextCursor: last && rows.length > limit ? encodeCursor({ id: last.id }) : null,
    tasks: cursor ? [] : (await countJobs()).map(({ oldestDueAt: _, ...task }) => task),
  };
}

type Row = Omit<JobDto, 'runAt' | 'heldSince'> & { runAt: Date; heldSince: Date | null };

function toJobDto({ about, failure, runAt, heldSince, ...row }: Row): JobDto {
  return {
    ...row,
    // Ours are a word and ids: what is not was put there by somebody else.
    about: about !== null && /^[\w:.-]{1,160}$/.test(about) ? about : null,
    failure: readFailure(failure),
    runAt: runAt.toISOString(),
    heldSince: heldSince?.toISOString() ?? null,
  };
}

type CountedTask = TaskDto & { oldestDueAt: Date | null };

/** How many jobs of each task are in which state, those with dead ones first. */
export function countJobs(): Promise<CountedTask[]> {
  return db().$queryRaw<CountedTask[]>`
    SELECT s."task", count(*) FILTER (WHERE s."state" = 'dead')::int AS "dead",
      count(*) FILTER (WHERE s."state" = 'failing')::int AS "failing",
      count(*) FILTER (WHERE s."state" = 'running')::int AS "running",
      count(*) FILTER (WHERE s."state" = 'waiting')::int AS "waiting",
      min(s."run_at") FILTER (WHERE s."state" = 'waiting' AND s."run_at" <= now()) AS "oldestDueAt"
    FROM (SELECT left(j."task_identifier", 64) AS "task", j."run_at", ${jobState} AS "state"
      FROM graphile_worker.jobs j) s
    GROUP BY 1 ORDER BY 2 DESC, 3 DESC, 1 LIMIT ${taskLimit}`;
}

/** All tasks together. */
export function sumStates(tasks: TaskDto[]): { state: JobState; count: number }[] {
  return jobStates.map((state) => ({
    state,
    count: tasks.reduce((sum, task) => sum + task[state], 0),
  }));
}
