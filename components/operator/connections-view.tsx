'use client';

import type { Route } from 'next';
import { ReadError } from '#components/shell/read-error';
import { Button } from '#components/ui/button';
import { Callout } from '#components/ui/callout';
import { LoadMore } from '#components/ui/load-more';
import { RelativeTime } from '#components/ui/relative-time';
import { SectionHeading } from '#components/ui/section-heading';
import { StatusPill } from '#components/ui/status-pill';
import { VisuallyHidden } from '#components/ui/visually-hidden';
import { useAttempt } from '#lib/client/use-attempt';
import type { ConnectionDto, ConnectionListQuery, ConnectionPage } from '#lib/operator/contract';
import { useConnections } from '#lib/operator/hooks';
import { FilterLinks } from './filter-links.tsx';
import { connectionWords } from './state-words.ts';

type Shown = ConnectionListQuery['state'];

/** Everybody's connections by ids, those that were not synced for longest first. */
export function ConnectionsView({ state, fallback }: { state: Shown; fallback: ConnectionPage }) {
  const { connections, states, error, isLoading, hasMore, loadMore, retry, sync } = useConnections(
    state,
    fallback,
  );
  const { pending, problem, attempt } = useAttempt();
  return (
    <section aria-labelledby="connection-list" className="mb-12">
      <SectionHeading id="connection-list" ruled={false}>
        Connections
      </SectionHeading>
      <FilterLinks label="State of the connections" options={listOptions(states)} current={state} />
      <p className="py-2 text-ink-soft text-sm">
        {state === 'all'
          ? 'By ids alone, whoever’s they are. Those not synced for longest come first.'
          : connectionWords[state].hint}
      </p>
      {error ? (
        <ReadError title="The connections could not be read" error={error} onRetry={retry} />
      ) : null}
      {problem ? (
        <Callout tone="danger" role="alert" className="mb-3">
          {problem}
        </Callout>
      ) : null}
      {connections.length === 0 ? (
        <p className="border-line border-t py-4 text-ink-soft">
          {state === 'all' ? 'No bank is linked.' : 'None is in this state.'}
        </p>
      ) : (
        <ul className="border-line border-t">
          {connections.map((connection) => (
            <ConnectionRow
              key={connection.itemId}
              connection={connection}
              pending={pending}
              onSync={() => attempt(() => sync(connection.itemId))}
            />
          ))}
        </ul>
      )}
      {hasMore ? (
        <LoadMore shown={connections.length} loading={isLoading} onLoad={() => void loadMore()} />
      ) : null}
    </section>
  );
}

function listOptions(states: ConnectionPage['states']) {
  const all = states.reduce((sum, { count }) => sum + count, 0);
  const some = states.filter(({ count }) => count > 0);
  return [
    { value: 'all', label: 'All', href: '/admin/connections' as Route, count: all },
    ...some.map(({ state, count }) => ({
      value: state as string,
      label: connectionWords[state].label,
      href: `/admin/connections?state=${state}` as Route,
      count,
    })),
  ];
}

function ConnectionRow({
  connection,
  pending,
  onSync,
}: {
  connection: ConnectionDto;
  pending: boolean;
  onSync: () => void;
}) {
  const { householdId, itemId, institution, state, reason, failures } = connection;
  const { label, tone } = connectionWords[state];
  const isOver = state === 'stopped' || state === 'removing';
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 border-line border-b py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <span className="min-w-0 break-words font-medium">{institution ?? 'Not known yet'}</span>
          <StatusPill tone={tone} variant={tone === 'danger' ? 'soft' : 'plain'}>
            {label}
          </StatusPill>
        </p>
        {reason ? (
          <p className="break-words text-sm">
            {reason}
            {failures > 1 ? `, ${failures} times in a row` : null}
          </p>
        ) : null}
        <p className="break-all font-mono text-ink-soft text-xs">{itemId}</p>
        <p className="text-ink-soft text-sm">
          <Times connection={connection} /> · household{' '}
          <span className="font-mono text-xs" title={householdId}>
            {householdId.slice(-8)}
          </span>
        </p>
      </div>
      {isOver ? null : (
        <Button size="sm" loading={pending} onClick={onSync}>
          Sync now <VisuallyHidden>{itemId}</VisuallyHidden>
        </Button>
      )}
    </li>
  );
}

function Times({ connection: { lastSyncedAt, retryAt } }: { connection: ConnectionDto }) {
  return (
    <>
      {lastSyncedAt ? (
        <>
          Synced <RelativeTime iso={lastSyncedAt} />
        </>
      ) : (
        'Never synced'
      )}
      {retryAt ? (
        <>
          , next try <RelativeTime iso={retryAt} />
        </>
      ) : null}
    </>
  );
}
