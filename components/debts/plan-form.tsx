'use client';

import { useRouter } from 'next/navigation';
import { MoneyField } from '#components/ui/money-field';
import { SegmentedControl } from '#components/ui/segmented-control';
import type { PlanQuery } from '#lib/debts/contract';

const orders = [
  { value: 'avalanche', label: 'Highest rate first' },
  { value: 'snowball', label: 'Smallest debt first' },
] as const;

/** What is paid beside what is asked, and where it goes; both stand in the page's URL. */
export function PlanForm({ query, currency }: { query: PlanQuery; currency: string }) {
  const router = useRouter();
  const show = (change: Partial<PlanQuery>) => {
    const { extra, order } = { ...query, ...change };
    router.replace(`/debts/plan?extra=${extra}&order=${order}`, { scroll: false });
  };
  return (
    <div className="flex flex-wrap items-end gap-x-8 gap-y-4">
      <MoneyField
        label="Extra each month"
        minor={query.extra}
        currency={currency}
        onMinorChange={(minor) => show({ extra: minor ?? 0 })}
        className="w-44"
      />
      <SegmentedControl
        label="Where the extra goes"
        options={orders}
        value={query.order}
        onValueChange={(order) => show({ order })}
        className="mb-1"
      />
    </div>
  );
}
