'use client';

import { useState } from 'react';
import { ReadError } from '#components/shell/read-error';
import { Choice } from '#components/ui/choice';
import { EmptyState } from '#components/ui/empty-state';
import { Link } from '#components/ui/link';
import { LoadMore } from '#components/ui/load-more';
import { PageHeader } from '#components/ui/page-header';
import { RelativeTime } from '#components/ui/relative-time';
import { StatusPill } from '#components/ui/status-pill';
import { Switch } from '#components/ui/switch';
import { TextLink } from '#components/ui/text-link';
import type { ItemDto } from '#lib/items/contract';
import type { SyncRunDto, SyncRunPage } from '#lib/sync-runs/contract';
import { useSyncRuns } from '#lib/sync-runs/hooks';
import { RunDrawer } from './run-drawer.tsx';
import { describeDuration, describeTrigger, summariseRun } from './run-words.tsx';

/** Every sync of a connection, and what each did. */
export function RunList({
  item,
  fallback,
  today,
}: {
  item: ItemDto;
  fallback: SyncRunPage;
  today: string;
}) {
  const [quiet, setQuiet] = useState(false);
  const [openId, setOpenId] = useState<string | null>(null);
  const { runs, error, isLoading, hasMore, loadMore, retry } = useSyncRuns(
    item.id,
    quiet,
    fallback,
  );
  return (
    <>
      <PageHeader
        title="Sync history"
        description={`${item.institution.name}: what each sync brought, changed and removed.`}
        back={
          <TextLink asChild>
            <Link href="/connections">Connections</Link>
          </TextLink>
        }
      />
      <Choice label="Show checks that found nothing new" className="mb-3 w-fit text-ink-soft">
        <Switch checked={quiet} onCheckedChange={setQuiet} />
      </Choice>
      {error ? (
        <ReadError
          title="The history could not be read"
          error={error}
          onRetry={retry}
          className="mb-4"
        />
      ) : null}
      {runs.length === 0 && !isLoading && !error ? (
        <EmptyState title="No syncs yet">
          The first one begins by itself within moments of linking the bank.
        </EmptyState>
      ) : (
        <ul className="border-line-strong border-t">
          {runs.map((run) => (
            <RunRow key={run.id} run={run} onOpen={() => setOpenId(run.id)} />
          ))}
        </ul>
      )}
      {hasMore ? (
        <LoadMore shown={runs.length} loading={isLoading} onLoad={() => void loadMore()} />
      ) : null}
      <RunDrawer itemId={item.id} runId={openId} today={today} onClose={() => setOpenId(null)} />
    </>
  );
}

function RunRow({ run, onOpen }: { run: SyncRunDto; onOpen: () => void }) {
  return (
    <li className="border-line border-b">
      <button
        type="button"
        onClick={onOpen}
        className="grid w-full grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 rounded-sm py-3 text-left hover:bg-hover sm:grid-cols-[9rem_minmax(0,1fr)_auto]"
      >
        <span className="text-ink-soft text-sm">
          <RelativeTime iso={run.startedAt} />
        </span>
        <span className="min-w-0 max-sm:order-last max-sm:col-span-2">
          <span data-amount="start" className="block">
            {summariseRun(run)}
          </span>
          <span className="block text-ink-faint text-sm">{describeTrigger(run.trigger)}</span>
        </span>
        {run.outcome === 'failed' ? (
          <StatusPill tone="warning" variant="plain">
            Failed
          </StatusPill>
        ) : (
          <span className="text-ink-faint text-sm tabular-nums">
            {describeDuration(run.durationMs)}
          </span>
        )}
      </button>
    </li>
  );
}
