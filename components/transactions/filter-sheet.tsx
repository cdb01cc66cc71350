'use client';

import { SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#components/ui/button';
import { Drawer, DrawerContent, DrawerTrigger } from '#components/ui/drawer';
import type { AccountDto } from '#lib/accounts/contract';
import type { TransactionFilter } from '#lib/transactions/contract';
import { useTotals } from '#lib/transactions/hooks';
import { FilterFields } from './filter-fields.tsx';

/** The filters on a phone: behind one button that says how many there are. */
export function FilterSheet({
  filter,
  accounts,
  today,
  onChange,
}: {
  filter: TransactionFilter;
  accounts: AccountDto[];
  today: string;
  onChange: (filter: TransactionFilter) => void;
}) {
  const [open, setOpen] = useState(false);
  const { q, ...rest } = filter;
  const count = countFilters(rest);
  const total = useTotals(filter).totals?.count;
  return (
    <Drawer open={open} onOpenChange={setOpen}>
      <DrawerTrigger asChild>
        <Button variant="ghost" className="-ml-4 sm:hidden">
          <SlidersHorizontal aria-hidden="true" />
          Filters
          {count > 0 ? <span className="text-accent">{count}</span> : null}
        </Button>
      </DrawerTrigger>
      <DrawerContent
        title="Filters"
        footer={
          <>
            <Button variant="ghost" disabled={count === 0} onClick={() => onChange({ q })}>
              Clear
            </Button>
            <Button variant="primary" onClick={() => setOpen(false)}>
              {total === undefined ? 'Show' : `Show ${total.toLocaleString('en-US')}`}
            </Button>
          </>
        }
      >
        <div className="-mx-2.5 flex flex-col *:w-full *:justify-between">
          <FilterFields filter={filter} accounts={accounts} today={today} onChange={onChange} />
        </div>
      </DrawerContent>
    </Drawer>
  );
}

/** Both ends of a period are one, and so are both of an amount. */
function countFilters({ from, to, min, max, direction, ...rest }: TransactionFilter): number {
  const groups = [from ?? to, min ?? max ?? direction, ...Object.values(rest)];
  return groups.filter((each) => each !== undefined).length;
}
