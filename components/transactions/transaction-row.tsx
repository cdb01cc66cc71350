import { Clock } from 'lucide-react';
import { Amount } from '#components/ui/amount';
import { TableCell, TableRow } from '#components/ui/table';
import type { TransactionDto } from '#lib/transactions/contract';
import { dayLabel } from './day-label.ts';
import { PendingPill, pendingWord } from './pending-pill.tsx';

export function TransactionRow({
  row,
  today,
  firstOfDay,
  open,
  hideAccount,
  onOpen,
}: {
  row: TransactionDto;
  today: string;
  /** As in a ledger, a day is written once. */
  firstOfDay: boolean;
  open: boolean;
  hideAccount: boolean;
  onOpen: () => void;
}) {
  const category = row.category?.name ?? 'No category';
  return (
    <TableRow open={open} onClick={onOpen}>
      <TableCell className="text-ink-soft max-sm:text-sm sm:whitespace-nowrap">
        <span className={firstOfDay ? undefined : 'sr-only'}>
          <span className="sm:hidden">{dayLabel(row.date, today, 'short')}</span>
          <span className="max-sm:hidden">{dayLabel(row.date, today)}</span>
        </span>
      </TableCell>
      <TableCell>
        <span className="flex items-center gap-2.5">
          <button
            type="button"
            onClick={(event) => {
              event.stopPropagation();
              onOpen();
            }}
            className="-my-1 min-w-0 truncate rounded-sm py-1 text-left"
          >
            {row.merchant || 'No name'}
          </button>
          {row.note ? (
            <span className="hidden min-w-0 truncate text-ink-faint text-sm xl:block">
              {row.note}
            </span>
          ) : null}
          {row.pending ? (
            <PendingPill date={row.date} today={today} className="max-md:hidden" />
          ) : null}
        </span>
        <span className="flex items-center gap-1 text-ink-faint text-sm md:hidden">
          {row.pending ? <Clock aria-hidden="true" className="size-3 shrink-0" /> : null}
          <span className="truncate">
            {row.pending ? `${pendingWord(row.date, today)}, ${category}` : category}
          </span>
        </span>
      </TableCell>
      <TableCell hideBelow="md" className="truncate text-ink-soft">
        {category}
      </TableCell>
      {hideAccount ? null : (
        <TableCell hideBelow="lg" className="truncate text-ink-soft">
          {row.account.name}
          {row.account.mask ? (
            <span className="text-ink-faint text-sm"> ••{row.account.mask}</span>
          ) : null}
        </TableCell>
      )}
      <TableCell numeric>
        <Amount
          minor={row.amount.minor}
          currency={row.amount.currency}
          tone={row.pending ? 'soft' : 'money-in'}
        />
      </TableCell>
    </TableRow>
  );
}
