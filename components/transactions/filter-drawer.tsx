'use client';

import { Button } from '#components/ui/button';
import { Drawer, DrawerContent } from '#components/ui/drawer';
import type { AccountDto } from '#lib/accounts/contract';
import type { TransactionFilter } from '#lib/transactions/contract';
import { useTotals } from '#lib/transactions/hooks';
import { FilterFields } from './filter-fields.tsx';

/** What opens behind the filters' button on a phone. */
export function FilterDrawer({
  filter,
  accounts,
  today,
  onChange,
  isAny,
  open,
  onOpenChange,
}: {
  filter: TransactionFilter;
  accounts: AccountDto[];
  today: string;
  onChange: (filter: TransactionFilter) => void;
  /** Whether there is something to clear. */
  isAny: boolean;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const total = useTotals(filter).totals?.count;
  return (
    <Drawer open={open} onOpenChange={onOpenChange}>
      <DrawerContent
        title="Filters"
        footer={
          <>
            <Button variant="ghost" disabled={!isAny} onClick={() => onChange({ q: filter.q })}>
              Clear
            </Button>
            <Button variant="primary" onClick={() => onOpenChange(false)}>
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
