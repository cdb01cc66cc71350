'use client';

import type { Route } from 'next';
import { ReadError } from '#components/shell/read-error';
import { LoadMore } from '#components/ui/load-more';
import { RelativeTime } from '#components/ui/relative-time';
import { SectionHeading } from '#components/ui/section-heading';
import { StatusPill, type StatusTone } from '#components/ui/status-pill';
import type { OperatorRunDto, OperatorRunPage, OperatorRunQuery } from '#lib/operator/contract';
import { useOperatorRuns } from '#lib/operator/hooks';
import { describeDuration } from './describe-duration.ts';
import { FilterLinks } from './filter-links.tsx';

const options = [
  { value: 'failed', label: 'Failed', href: '/admin/sync-runs' as Route },
  { value: 'all', label: 'All', href: '/admin/sync-runs?show=all' as Route },
];

/** Syncs of everybody's connections, those that failed unless one wants all. */
export function RunsView({
  show,
  fallback,
}: {
  show: OperatorRunQuery['show'];
  fallback: OperatorRunPage;
}) {
  const { runs, error, isLoading, hasMore, loadMore, retry } = useOperatorRuns(show, fallback);
  return (
    <section aria-labelledby="run-list">
      <SectionHeading id="run-list" ruled={false}>
        Syncs
      </SectionHeading>
      <FilterLinks label="Which syncs" options={options} current={show} />
      <p className="py-2 text-ink-soft text-sm">
        The latest first. What they brought stays with whose connection it is.
      </p>
      {error ? (
        <ReadError title="The syncs could not be read" error={error} onRetry={retry} />
      ) : null}
      {runs.length === 0 ? (
        <p className="border-line border-t py-4 text-ink-soft">
          {show === 'failed' ? 'None that is kept has failed.' : 'Nothing was synced yet.'}
        </p>
      ) : (
        <ul className="border-line border-t">
          {runs.map((run) => (
            <RunRow key={run.id} run={run} />
          ))}
        </ul>
      )}
      {hasMore ? (
        <LoadMore shown={runs.length} loading={isLoading} onLoad={() => void loadMore()} />
      ) : null}
    </section>
  );
}

const outcomes: Record<string, { label: string; tone: StatusTone }> = {
  committed: { label: 'Brought something', tone: 'positive' },
  unchanged: { label: 'Nothing new', tone: 'positive' },
  failed: { label: 'Failed', tone: 'danger' },
  superseded: { label: 'Left to another', tone: 'neutral' },
};

const triggers: Record<string, string> = {
  link: 'the link',
  webhook: 'a webhook',
  person: 'a person',
  sweep: 'the sweep',
  repaired: 'a repair',
  history: 'the history to come',
  retry: 'a failure before',
};

function RunRow({ run }: { run: OperatorRunDto }) {
  const { itemId, institution, trigger, outcome, startedAt, durationMs, errorCode, requestId } =
    run;
  const { label, tone } = outcomes[outcome ?? ''] ?? {
    label: 'Under way, or cut off',
    tone: 'info',
  };
  return (
    <li className="border-line border-b py-3 md:flex md:items-baseline md:justify-between md:gap-6 md:py-2">
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <span className="min-w-0 break-words font-medium">{institution ?? 'Not known yet'}</span>
          <StatusPill tone={tone} variant={tone === 'danger' ? 'soft' : 'plain'}>
            {label}
          </StatusPill>
        </p>
        {errorCode ? <p className="break-words text-sm">{errorCode}</p> : null}
        <p className="break-all font-mono text-ink-soft text-xs">
          {itemId}
          {requestId ? ` · request_id ${requestId}` : null}
        </p>
      </div>
      <p className="text-ink-soft text-sm md:shrink-0 md:text-right">
        <RelativeTime iso={startedAt} />
        {durationMs === null ? null : `, ${describeDuration(durationMs)}`}, because of{' '}
        {triggers[trigger] ?? trigger}
      </p>
    </li>
  );
}
