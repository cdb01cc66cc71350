'use client';

import { Amount } from '#components/ui/amount';
import { cn } from '#lib/cn';
import type { TransactionFilter } from '#lib/transactions/contract';
import { useTotals } from '#lib/transactions/hooks';

/** How many the filter lets through and what they come to; a line that is there before its figures are. */
export function FilterTotals({ filter }: { filter: TransactionFilter }) {
  const { totals, isStale } = useTotals(filter);
  return (
    <div
      aria-live="polite"
      aria-busy={isStale}
      className={cn(
        // On a phone the figures have a line of their own, which is there before they are, too.
        'flex min-h-5 flex-wrap content-start gap-x-5 gap-y-1 text-ink-soft text-sm max-sm:min-h-11',
        isStale && 'opacity-50 transition-opacity delay-200 duration-base',
      )}
    >
      {totals ? (
        <>
          <span>{countWords(totals)}</span>
          {totals.sums.map(({ currency, inMinor, outMinor, transferMinor, netMinor }) => (
            <span key={currency} className="flex flex-wrap gap-x-5">
              <Sum label="In" minor={inMinor} currency={currency} />
              <Sum label="Out" minor={outMinor} currency={currency} />
              {transferMinor === null ? null : (
                <Sum label="Transfers" minor={transferMinor} currency={currency} />
              )}
              <Sum label="Net" minor={netMinor} currency={currency} />
            </span>
          ))}
        </>
      ) : null}
    </div>
  );
}

function Sum({ label, minor, currency }: { label: string; minor: number; currency: string }) {
  return (
    <span>
      {label} <Amount minor={minor} currency={currency} className="font-medium text-ink" />
    </span>
  );
}

function countWords({ count, hiddenCount }: { count: number; hiddenCount: number }): string {
  const all = `${count.toLocaleString('en-US')} ${count === 1 ? 'transaction' : 'transactions'}`;
  return hiddenCount > 0 ? `${all}, ${hiddenCount.toLocaleString('en-US')} hidden` : all;
}
