'use client';

import { useState } from 'react';
import { codeAhead } from '#components/ui/on-demand';
import type { TransactionFilter } from '#lib/transactions/contract';
import { FilterPopover } from './filter-popover.tsx';

const useFields = codeAhead(() => import('./amount-fields.tsx').then((file) => file.AmountFields));

/** How large the amounts are that a list shows, and which way the money went. */
export function AmountFilter({
  filter,
  onChange,
}: {
  filter: TransactionFilter;
  onChange: (filter: TransactionFilter) => void;
}) {
  const [open, setOpen] = useState(false);
  const Fields = useFields({ isNear: false, isOpen: open });
  return (
    <FilterPopover
      label="Amount"
      words={amountWords(filter)}
      open={open && Fields !== null}
      onOpenChange={setOpen}
    >
      {Fields ? <Fields filter={filter} onChange={onChange} /> : null}
    </FilterPopover>
  );
}

function amountWords({ min, max, direction }: TransactionFilter): string {
  const way = direction === 'in' ? ' in' : direction === 'out' ? ' out' : '';
  if (min && max) return min === max ? `${min}${way}` : `${min} – ${max}${way}`;
  if (min) return `${min} or more${way}`;
  if (max) return `${max} or less${way}`;
  return direction ? `Money${way}` : 'Any amount';
}
