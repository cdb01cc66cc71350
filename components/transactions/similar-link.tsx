'use client';

import type { Route } from 'next';
import { Amount } from '#components/ui/amount';
import { Link } from '#components/ui/link';
import { TextLink } from '#components/ui/text-link';
import type { TransactionFilter } from '#lib/transactions/contract';
import { writeFilter } from '#lib/transactions/filter-url';
import { useTotals } from '#lib/transactions/hooks';
import { searchLength } from '#lib/transactions/limits';

/** How many others there are of the merchant, what they come to, and the way to them. */
export function SimilarLink({ merchant }: { merchant: string }) {
  const name = merchant.replaceAll('"', ' ').trim();
  return name ? <Similar filter={{ q: `"${name.slice(0, searchLength - 2)}"` }} /> : null;
}

function Similar({ filter }: { filter: TransactionFilter }) {
  const { totals: latest, isStale } = useTotals(filter);
  const totals = isStale ? undefined : latest;
  // There before its figures, so that nothing moves when they come.
  if (totals && totals.count < 2) return null;
  return (
    <p className="mt-5 flex min-h-6 flex-wrap items-baseline gap-x-2 text-ink-soft">
      {totals ? (
        <>
          <TextLink asChild>
            <Link href={`/transactions?${writeFilter(filter)}` as Route}>
              {totals.count.toLocaleString('en-US')} like it
            </Link>
          </TextLink>
          {totals.sums.map(({ currency, netMinor }) => (
            <span key={currency}>
              <Amount minor={netMinor} currency={currency} className="text-ink" /> in all
            </span>
          ))}
        </>
      ) : null}
    </p>
  );
}
