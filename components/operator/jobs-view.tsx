'use client';

import type { Route } from 'next';
import { ReadError } from '#components/shell/read-error';
import { Callout } from '#components/ui/callout';
import { LoadMore } from '#components/ui/load-more';
import { SectionHeading } from '#components/ui/section-heading';
import { useAttempt } from '#lib/client/use-attempt';
import type { HandleJobsInput, JobPage, JobState } from '#lib/operator/contract';
import { useJobs } from '#lib/operator/hooks';
import { jobStates } from '#lib/operator/states';
import { FilterLinks } from './filter-links.tsx';
import { JobList } from './job-list.tsx';
import { jobWords } from './state-words.ts';
import { TaskTable } from './task-table.tsx';

/** The queue: how much of what waits, and what failed, for somebody to set going again. */
export function JobsView({ state, fallback }: { state: JobState; fallback: JobPage }) {
  const { jobs, tasks, error, isLoading, hasMore, loadMore, retry, handle } = useJobs(
    state,
    fallback,
  );
  const { pending, problem, attempt } = useAttempt();
  const act = (input: HandleJobsInput) =>
    attempt(async () => {
      await handle(input);
    });
  const options = jobStates.map((each) => ({
    value: each,
    label: jobWords[each].label,
    href: `/admin/jobs?state=${each}` as Route,
    count: tasks.reduce((sum, task) => sum + task[each], 0),
  }));
  return (
    <div className="flex flex-col gap-10">
      {error ? (
        <ReadError title="The jobs could not be read" error={error} onRetry={retry} />
      ) : null}
      {problem ? (
        <Callout tone="danger" role="alert">
          {problem}
        </Callout>
      ) : null}
      <section aria-labelledby="job-list">
        <SectionHeading id="job-list" ruled={false}>
          Jobs
        </SectionHeading>
        <FilterLinks label="State of the jobs" options={options} current={state} />
        <p className="py-2 text-ink-soft text-sm">{jobWords[state].hint}</p>
        <JobList jobs={jobs} state={state} pending={pending} onAct={act} />
        {hasMore ? (
          <LoadMore shown={jobs.length} loading={isLoading} onLoad={() => void loadMore()} />
        ) : null}
      </section>
      <section aria-labelledby="task-list">
        <SectionHeading id="task-list">By task</SectionHeading>
        <TaskTable tasks={tasks} pending={pending} onAct={act} />
      </section>
    </div>
  );
}
