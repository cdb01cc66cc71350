'use client';

import { SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#components/ui/button';
import { overlayOnDemand } from '#components/ui/on-demand';
import type { AccountDto } from '#lib/accounts/contract';
import type { TransactionFilter } from '#lib/transactions/contract';

const FilterDrawer = overlayOnDemand(
  () => import('./filter-drawer.tsx').then((file) => file.FilterDrawer),
  ({ open }) => open,
);

/** The filters on a phone: behind one button that says how many there are. */
export function FilterSheet(props: {
  filter: TransactionFilter;
  accounts: AccountDto[];
  today: string;
  onChange: (filter: TransactionFilter) => void;
}) {
  const [open, setOpen] = useState(false);
  const count = countFilters(props.filter);
  return (
    <>
      <Button
        variant="ghost"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(true)}
        className="-ml-4 sm:hidden"
      >
        <SlidersHorizontal aria-hidden="true" />
        Filters
        {count > 0 ? <span className="text-accent">{count}</span> : null}
      </Button>
      <FilterDrawer {...props} isAny={count > 0} open={open} onOpenChange={setOpen} />
    </>
  );
}

/** Both ends of a period are one, and so are both of an amount. */
function countFilters({ q: _, from, to, min, max, direction, ...rest }: TransactionFilter): number {
  const groups = [from ?? to, min ?? max ?? direction, ...Object.values(rest)];
  return groups.filter((each) => each !== undefined).length;
}
