import { Button } from '#components/ui/button';
import { RelativeTime } from '#components/ui/relative-time';
import { VisuallyHidden } from '#components/ui/visually-hidden';
import type { HandleJobsInput, JobDto, JobState } from '#lib/operator/contract';

const empty: Record<JobState, string> = {
  dead: 'None. Every job was done, or is still to be tried.',
  failing: 'None. No job that waits has failed before.',
  running: 'None. No worker holds a job at the moment.',
  waiting: 'None. Everything there was to do is done.',
};

/** Jobs in one state, with what can be done about each. */
export function JobList({
  jobs,
  state,
  pending,
  onAct,
}: {
  jobs: JobDto[];
  state: JobState;
  pending: boolean;
  onAct: (input: HandleJobsInput) => void;
}) {
  if (jobs.length === 0) {
    return <p className="border-line border-t py-4 text-ink-soft">{empty[state]}</p>;
  }
  return (
    <ul className="border-line border-t">
      {jobs.map((job) => (
        <JobRow key={job.id} job={job} pending={pending} onAct={onAct} />
      ))}
    </ul>
  );
}

function JobRow({
  job,
  pending,
  onAct,
}: {
  job: JobDto;
  pending: boolean;
  onAct: (input: HandleJobsInput) => void;
}) {
  const { id, task, about, failure, attempts } = job;
  const name = `${task} ${id}`;
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 border-line border-b py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="break-words">
          <span className="font-medium">{task}</span>{' '}
          <span className="text-ink-faint text-sm">{id}</span>
        </p>
        {about ? <p className="break-all font-mono text-ink-soft text-xs">{about}</p> : null}
        {attempts > 0 ? <p className="break-words text-sm">{describeFailure(failure)}</p> : null}
        <p className="text-ink-soft text-sm">
          <Progress job={job} />
        </p>
      </div>
      {job.state === 'running' ? null : (
        <div className="flex gap-2">
          <Button size="sm" loading={pending} onClick={() => onAct({ act: 'retry', jobId: id })}>
            Try now <VisuallyHidden>{name}</VisuallyHidden>
          </Button>
          {job.state === 'dead' ? (
            <Button
              size="sm"
              variant="ghost"
              loading={pending}
              onClick={() => onAct({ act: 'remove', jobId: id })}
            >
              Remove <VisuallyHidden>{name}</VisuallyHidden>
            </Button>
          ) : (
            <Button
              size="sm"
              variant="ghost"
              loading={pending}
              onClick={() => onAct({ act: 'give_up', jobId: id })}
            >
              Give up <VisuallyHidden>{name}</VisuallyHidden>
            </Button>
          )}
        </div>
      )}
    </li>
  );
}

function describeFailure(failure: string | null): string {
  if (failure === 'GivenUp') return 'Given up by an operator';
  return failure ?? 'Failed; an earlier version kept how in its own words, which the log has';
}

function Progress({ job: { state, attempts, maxAttempts, runAt, heldSince } }: { job: JobDto }) {
  const tried = attempts === 0 ? 'Not tried yet' : `Attempt ${attempts} of ${maxAttempts}`;
  if (state === 'running' && heldSince) {
    return (
      <>
        {tried}, begun <RelativeTime iso={heldSince} />
      </>
    );
  }
  if (state === 'dead') return <>Tried {attempts === 1 ? 'once' : `${attempts} times`}</>;
  return (
    <>
      {tried}, due <RelativeTime iso={runAt} />
    </>
  );
}
