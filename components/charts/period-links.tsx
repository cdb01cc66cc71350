'use client';

import type { Route } from 'next';
import { usePathname, useRouter } from 'next/navigation';
import { Link } from '#components/ui/link';
import { PeriodPicker } from '#components/ui/period-picker';
import type { ChosenPeriod } from '#lib/balances/contract';
import { type HistoryPeriod, historyPeriods } from '#lib/balances/periods';
import { cn } from '#lib/cn';
import type { CivilDate } from '#lib/dates/civil-date';

const words: Record<HistoryPeriod, string> = {
  '30d': '30 days',
  '90d': '90 days',
  '1y': '1 year',
  '2y': '2 years',
  all: 'All',
};

/** How far back the page looks, which its URL says: links, so that it works before any script runs. */
export function PeriodLinks({ period, today }: { period: ChosenPeriod; today: CivilDate }) {
  const pathname = usePathname();
  const { push } = useRouter();
  return (
    <nav aria-label="Period" className="scroll-row flex items-center gap-1">
      {historyPeriods.map((name) => (
        <Link
          key={name}
          href={`${pathname}?period=${name}` as Route}
          scroll={false}
          aria-current={period.name === name ? 'true' : undefined}
          className={cn(
            'inline-flex h-8 shrink-0 items-center rounded-md px-2.5 text-ink-soft text-sm transition-colors duration-fast hover:bg-hover hover:text-ink pointer-coarse:h-11',
            'aria-[current]:bg-pressed aria-[current]:font-medium aria-[current]:text-ink',
          )}
        >
          {words[name]}
        </Link>
      ))}
      <PeriodPicker
        label="Dates"
        value={{ from: period.from ?? null, to: period.from ? period.to : null }}
        today={today}
        onValueChange={({ from, to }) => {
          const query = new URLSearchParams({ ...(from && { from }), to: to ?? today });
          push(`${pathname}?${query}` as Route, { scroll: false });
        }}
      />
    </nav>
  );
}
