'use client';

import { useMayChange } from '#components/members/membership';
import { ReadError } from '#components/shell/read-error';
import { Amount } from '#components/ui/amount';
import { Button } from '#components/ui/button';
import { Definition, DefinitionList } from '#components/ui/definition-list';
import { Drawer, DrawerContent } from '#components/ui/drawer';
import { SkeletonRows } from '#components/ui/skeleton';
import { toast } from '#components/ui/toast';
import { describeError } from '#lib/client/api';
import { formatCivilDate } from '#lib/dates/civil-date';
import type { ChangeKind, RowChangeDto, SyncRunDto } from '#lib/sync-runs/contract';
import { useSyncRun } from '#lib/sync-runs/hooks';
import {
  describeDuration,
  describeField,
  describeTrigger,
  kindWords,
  summariseRun,
} from './run-words.tsx';

const kinds: readonly ChangeKind[] = ['posted', 'changed', 'removed', 'restored', 'added'];

/** One sync in full: what it did to each row, and the way to keep what the bank withdrew. */
export function RunDrawer({
  itemId,
  runId,
  today,
  onClose,
}: {
  itemId: string;
  runId: string | null;
  today: string;
  onClose: () => void;
}) {
  const { run, rows, error, isLoading, hasMore, loadMore, retry, keep } = useSyncRun(itemId, runId);
  const onKeep = (row: RowChangeDto) =>
    keep(row.transactionId, !row.kept).catch((problem: unknown) =>
      toast({ tone: 'danger', title: 'Not saved', description: describeError(problem) }),
    );
  return (
    <Drawer open={runId !== null} onOpenChange={(open) => (open ? undefined : onClose())}>
      <DrawerContent
        title={run ? describeTrigger(run.trigger) : 'Sync'}
        description={run ? new Date(run.startedAt).toLocaleString('en-US') : undefined}
      >
        {error ? <ReadError title="It could not be read" error={error} onRetry={retry} /> : null}
        {!run && !error ? <SkeletonRows rows={6} label="Loading" /> : null}
        {run ? (
          <>
            <p data-amount="start" className="font-medium">
              {summariseRun(run)}
            </p>
            {kinds.map((kind) => (
              <Rows
                key={kind}
                kind={kind}
                rows={rows.filter((row) => row.kind === kind)}
                today={today}
                onKeep={onKeep}
              />
            ))}
            {hasMore ? (
              <Button variant="ghost" loading={isLoading} onClick={() => void loadMore()}>
                Show more
              </Button>
            ) : null}
            <Facts run={run} />
          </>
        ) : null}
      </DrawerContent>
    </Drawer>
  );
}

function Rows({
  kind,
  rows,
  today,
  onKeep,
}: {
  kind: ChangeKind;
  rows: RowChangeDto[];
  today: string;
  onKeep: (row: RowChangeDto) => void;
}) {
  const mayChange = useMayChange();
  if (rows.length === 0) return null;
  return (
    <section className="mt-6">
      <h3 className="border-line-strong border-b pb-1.5 font-semibold">{kindWords[kind]}</h3>
      <ul>
        {rows.map((row) => (
          <li key={row.transactionId} className="border-line border-b py-2.5 last:border-b-0">
            <div className="flex items-baseline gap-3">
              <span className="min-w-0 flex-1 truncate">{row.merchant}</span>
              <Amount minor={row.amount.minor} currency={row.amount.currency} tone="money-in" />
            </div>
            <div className="flex items-start gap-3 text-ink-faint text-sm">
              <span className="min-w-0 flex-1">
                <span className="block truncate">
                  {formatCivilDate(row.date, today)}, {row.accountName}
                </span>
                {row.fields.map((field) => (
                  <span key={field.field} className="block text-ink-soft">
                    <span data-amount={field.field === 'amount' ? 'start' : undefined}>
                      {describeField(field)}
                    </span>
                  </span>
                ))}
                {kind === 'removed' && !row.withdrawn ? (
                  <span className="block text-ink-soft">The bank has brought it back since</span>
                ) : null}
              </span>
              {row.withdrawn && mayChange ? (
                <Button
                  size="sm"
                  variant={row.kept ? 'ghost' : 'secondary'}
                  className="mt-1"
                  onClick={() => onKeep(row)}
                >
                  {row.kept ? 'Kept: let it go' : 'Keep as my own'}
                </Button>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Facts({ run }: { run: SyncRunDto }) {
  return (
    <DefinitionList className="mt-6">
      <Definition term="Took">{describeDuration(run.durationMs)}</Definition>
      {run.pages === null ? null : (
        <Definition term="Pages read" note={describeRestarts(run.restarts ?? 0)}>
          {run.pages}
        </Definition>
      )}
      {run.errorCode ? <Definition term="Error">{run.errorCode}</Definition> : null}
      {run.requestId ? (
        <Definition term="Plaid’s request" note="For Plaid’s support">
          <span className="break-all text-sm">{run.requestId}</span>
        </Definition>
      ) : null}
    </DefinitionList>
  );
}

function describeRestarts(restarts: number): string | undefined {
  if (restarts === 0) return undefined;
  const times = restarts === 1 ? 'once' : `${restarts} times`;
  return `Begun again ${times}, because the bank’s data moved meanwhile`;
}
