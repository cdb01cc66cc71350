'use client';

import { Clock } from 'lucide-react';
import { useRef } from 'react';
import { Amount } from '#components/ui/amount';
import { Link } from '#components/ui/link';
import { overlayOnDemand } from '#components/ui/on-demand';
import { SectionHeading } from '#components/ui/section-heading';
import { TextLink } from '#components/ui/text-link';
import { VisuallyHidden } from '#components/ui/visually-hidden';
import type { TransactionDto, TransactionPage } from '#lib/transactions/contract';
import { useRecentTransactions } from '#lib/transactions/hooks';
import { recentLimit } from '#lib/transactions/limits';
import { dayLabel } from './day-label.ts';
import { useOpenTransaction } from './use-list-url.ts';

const TransactionDrawer = overlayOnDemand(
  () => import('./transaction-drawer.tsx').then((file) => file.TransactionDrawer),
  ({ id }) => id !== null,
);

/** The newest transactions, for the Overview. */
export function RecentTransactions({
  fallback,
  today,
}: {
  fallback: TransactionPage;
  today: string;
}) {
  const rows = useRecentTransactions(recentLimit, fallback);
  const { openId, open, close } = useOpenTransaction();
  const list = useRef<HTMLUListElement>(null);
  const index = rows.findIndex((row) => row.id === openId);
  const lastIndex = useRef(index);
  if (index >= 0) lastIndex.current = index;
  const [previous, next] = [rows[index - 1], index < 0 ? undefined : rows[index + 1]];
  return (
    <section aria-labelledby="recent">
      <SectionHeading
        id="recent"
        aside={
          <TextLink asChild>
            <Link href="/transactions">All transactions</Link>
          </TextLink>
        }
      >
        Recent
      </SectionHeading>
      {rows.length === 0 ? (
        <p className="py-4 text-ink-soft">No transactions yet.</p>
      ) : (
        <ul ref={list}>
          {rows.map((row, at) => (
            <RecentRow
              key={row.id}
              row={row}
              day={dayLabel(row.date, today)}
              firstOfDay={rows[at - 1]?.date !== row.date}
              open={row.id === openId}
              onOpen={() => open(row.id)}
            />
          ))}
        </ul>
      )}
      <TransactionDrawer
        id={openId}
        today={today}
        onClose={close}
        onPrevious={previous && (() => open(previous.id))}
        onNext={next && (() => open(next.id))}
        returnFocusTo={() => list.current?.querySelectorAll('button')[lastIndex.current] ?? null}
      />
    </section>
  );
}

function RecentRow({
  row,
  day,
  firstOfDay,
  open,
  onOpen,
}: {
  row: TransactionDto;
  day: string;
  /** As in a ledger, a day is written once. */
  firstOfDay: boolean;
  open: boolean;
  onOpen: () => void;
}) {
  return (
    <li className="border-line border-b last:border-b-0">
      <button
        type="button"
        aria-current={open || undefined}
        onClick={onOpen}
        className="-mx-2 flex min-h-10 w-[calc(100%+1rem)] items-center gap-3 rounded-md px-2 py-2 text-left hover:bg-hover focus-visible:-outline-offset-2 aria-[current]:bg-selected"
      >
        <span className="w-20 shrink-0 truncate text-ink-faint text-sm">
          <span className={firstOfDay ? undefined : 'sr-only'}>{day}</span>
        </span>
        <span className="min-w-0 flex-1 truncate">{row.merchant || 'No name'}</span>
        {row.pending ? (
          <span className="shrink-0 text-ink-faint" title="Pending">
            <Clock aria-hidden="true" className="size-3.5" />
            <VisuallyHidden>Pending</VisuallyHidden>
          </span>
        ) : null}
        <Amount
          minor={row.amount.minor}
          currency={row.amount.currency}
          tone={row.pending ? 'soft' : 'money-in'}
          className="min-w-22 text-right"
        />
      </button>
    </li>
  );
}
