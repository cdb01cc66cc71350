'use client';

import { Clock } from 'lucide-react';
import Link from 'next/link';
import { Amount } from '#components/ui/amount';
import { SectionHeading } from '#components/ui/section-heading';
import { StatusPill } from '#components/ui/status-pill';
import { TextLink } from '#components/ui/text-link';
import { recentLimit, type TransactionPage } from '#lib/transactions/contract';
import { useRecentTransactions } from '#lib/transactions/hooks';
import { dayLabel } from './day-label.ts';

/** The newest transactions, for the Overview. */
export function RecentTransactions({
  fallback,
  today,
}: {
  fallback: TransactionPage;
  today: string;
}) {
  const rows = useRecentTransactions(recentLimit, fallback);
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
        <ul>
          {rows.map((row) => (
            <li
              key={row.id}
              className="flex min-h-10 items-center gap-3 border-line border-b py-2 last:border-b-0"
            >
              <span className="w-20 shrink-0 truncate text-ink-faint text-sm">
                {dayLabel(row.date, today)}
              </span>
              <span className="min-w-0 flex-1 truncate">{row.merchant}</span>
              {row.pending ? (
                <StatusPill icon={<Clock aria-hidden="true" />}>Pending</StatusPill>
              ) : null}
              <Amount
                minor={row.amount.minor}
                currency={row.amount.currency}
                tone={row.pending ? 'soft' : 'money-in'}
                className="min-w-22 text-right"
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
