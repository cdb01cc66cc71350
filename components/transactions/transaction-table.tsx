'use client';

import { useEffect, useMemo, useRef, useState } from 'react';
import { ReadError } from '#components/shell/read-error';
import { Button } from '#components/ui/button';
import { EmptyState } from '#components/ui/empty-state';
import { LoadMore } from '#components/ui/load-more';
import { onDemand } from '#components/ui/on-demand';
import type { TransactionFilter, TransactionPage } from '#lib/transactions/contract';
import { useTransactions } from '#lib/transactions/hooks';
import { useListEditing } from './list-editing.tsx';
import { findRow } from './transaction-row.tsx';
import { useOpenTransaction } from './use-list-url.ts';
import { VirtualRows } from './virtual-rows.tsx';

// As large as the list itself, and nobody opens it before there are rows: it comes after them.
const TransactionDrawer = onDemand(() =>
  import('./transaction-drawer.tsx').then((file) => file.TransactionDrawer),
);
const drawerDelayMs = 500;

// The server brings the first rows; it stands there only once another list's could not be read.
const ListSkeleton = onDemand(() =>
  import('./list-skeleton.tsx').then((file) => file.ListSkeleton),
);

const none: ReadonlySet<string> = new Set();

/**
 * The list of transactions under a filter, newest first, a page at a time as one scrolls. A row opens
 * a drawer beside the list.
 */
export function TransactionTable({
  filter,
  fallback,
  today,
  pastAccountIds = none,
  emptyText,
  emptyAction,
  hideAccount = false,
  tools,
  totals,
}: {
  filter: TransactionFilter;
  fallback: { filter: TransactionFilter; page: TransactionPage };
  today: string;
  /** Accounts that no bank reports any longer. */
  pastAccountIds?: ReadonlySet<string>;
  emptyText: string;
  emptyAction?: React.ReactNode;
  /** On an account's own page every row is of that account. */
  hideAccount?: boolean;
  /** What a phone has beside the way to tick rows. */
  tools?: React.ReactNode;
  /** What the rows come to. */
  totals?: React.ReactNode;
}) {
  const list = useTransactions(filter, fallback);
  const { openId, open, close } = useOpenTransaction();
  const opening = useRef(open);
  opening.current = open;
  const [openRow] = useState(() => (id: string) => opening.current(id));
  const isDrawerDue = useMoment(drawerDelayMs);
  const lastOpenId = useRef(openId);
  if (openId) lastOpenId.current = openId;
  const rows = useMemo(() => list.pages?.flatMap((page) => page.items) ?? [], [list.pages]);
  const [splitId, setSplitId] = useState<string | null>(null);
  const editing = useListEditing({
    filter,
    rows,
    openId,
    onOpen: openRow,
    onSplit: (id) => {
      setSplitId(id);
      if (id !== openId) openRow(id);
    },
  });
  const openIndex = openId ? rows.findIndex((row) => row.id === openId) : -1;
  const [previous, next] = [rows[openIndex - 1], openIndex < 0 ? undefined : rows[openIndex + 1]];
  return (
    <>
      <div className="mb-5">
        <div className="-my-1 flex min-h-9 items-center justify-between sm:hidden">
          {tools ?? <span />}
          {editing.startSelecting && rows.length > 0 ? (
            <Button variant="ghost" onClick={editing.startSelecting} className="-mr-4">
              Select
            </Button>
          ) : null}
        </div>
        {totals}
      </div>
      {list.error ? (
        <ReadError
          title="The list could not be read"
          error={list.error}
          onRetry={list.retry}
          className="mb-4"
        />
      ) : list.pages ? null : (
        <ListSkeleton />
      )}
      {list.pages && rows.length === 0 && !list.isStale ? (
        <EmptyState drawing="astray" title="No transactions" actions={emptyAction}>
          {emptyText}
        </EmptyState>
      ) : null}
      {rows.length > 0 ? (
        <VirtualRows
          rows={rows}
          isComplete={!list.hasMore}
          today={today}
          openId={openId}
          pinnedId={lastOpenId.current}
          pastAccountIds={pastAccountIds}
          hideAccount={hideAccount}
          isStale={list.isStale}
          selection={editing.selection}
          isSelecting={editing.isSelecting}
          onPress={editing.onPress}
          onOpen={openRow}
          onSelect={editing.onSelect}
          onEdit={editing.onEdit}
          onView={list.onView}
        />
      ) : null}
      {list.hasMore && rows.length > 0 ? (
        <LoadMore
          loading={list.isLoading}
          shown={rows.length}
          onLoad={() => void list.loadMore()}
        />
      ) : null}
      {editing.overlays}
      {isDrawerDue || lastOpenId.current ? (
        <TransactionDrawer
          id={openId}
          today={today}
          onSplitBegun={splitId !== null && splitId === openId ? () => setSplitId(null) : undefined}
          onClose={close}
          onPrevious={previous && (() => open(previous.id))}
          onNext={next && (() => open(next.id))}
          returnFocusTo={() => findRow(lastOpenId.current)}
        />
      ) : null}
    </>
  );
}

/** True once the page has stood for a moment. */
function useMoment(delayMs: number): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), delayMs);
    return () => clearTimeout(timer);
  }, [delayMs]);
  return isOver;
}
