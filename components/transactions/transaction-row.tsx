import { Check, Clock, EyeOff, Unlink } from 'lucide-react';
import { type MouseEvent, memo } from 'react';
import { SettlementPill, settlementWord } from '#components/settlements/settlement-pill';
import { categoryWord, isPart, PartHint } from '#components/splits/split-words';
import { TagPills } from '#components/tags/tag-pills';
import { TransferPill, transferWord } from '#components/transfers/transfer-pill';
import { Amount } from '#components/ui/amount';
import { Checkbox } from '#components/ui/checkbox';
import { TableCell, TableRow } from '#components/ui/table';
import { VisuallyHidden } from '#components/ui/visually-hidden';
import { cn } from '#lib/cn';
import type { TransactionDto } from '#lib/transactions/contract';
import { shownMinor } from '#lib/transactions/row-figures';
import { PendingPill, pendingWord } from './pending-pill.tsx';

const buttonId = (id: string) => `transaction-${id}`;

/** The button of a row on the page, where the focus returns when its drawer closes. */
export function findRow(id: string | null): HTMLElement | null {
  return id ? document.getElementById(buttonId(id)) : null;
}

/** One transaction of the list; the same row again where nothing of it changed. */
export const TransactionRow = memo(function TransactionRow({
  row,
  today,
  rowIndex,
  open,
  hideAccount,
  isPast,
  selected,
  onPress,
  onOpen,
  onSelect,
  onEdit,
}: {
  row: TransactionDto;
  today: string;
  /** Among all rows of the table, its head and its days included, from 1. */
  rowIndex: number;
  open: boolean;
  hideAccount: boolean;
  /** Its account is no longer connected. */
  isPast: boolean;
  /** Null where nothing may be changed: then nothing is ticked. */
  selected: boolean | null;
  onPress: (id: string, isTap: boolean) => void;
  onOpen: (id: string) => void;
  onSelect: (id: string, isRange: boolean) => void;
  onEdit: (id: string) => void;
}) {
  const category = categoryWord(row);
  const press = (event: MouseEvent) => onPress(row.id, isTap(event));
  return (
    <TableRow
      open={open}
      selected={selected ?? false}
      aria-rowindex={rowIndex}
      data-row={row.id}
      onClick={press}
      className={row.hidden ? 'text-ink-faint' : undefined}
    >
      {selected === null ? null : (
        <TableCell
          hideBelow="md"
          // Said by the table, so that the first tick draws one row and not all of them.
          className="pr-0 in-data-selecting:table-cell"
          onClick={(event) => event.stopPropagation()}
        >
          <Checkbox
            aria-label={`Select ${row.merchant || 'transaction'}`}
            checked={selected}
            onClick={({ shiftKey }) => onSelect(row.id, shiftKey)}
          />
        </TableCell>
      )}
      <TableCell>
        <span className="flex items-center gap-2.5">
          <button
            type="button"
            id={buttonId(row.id)}
            onClick={(event) => {
              event.stopPropagation();
              press(event);
            }}
            className="-my-1 min-w-0 scroll-mt-32 scroll-mb-24 truncate rounded-sm py-1 text-left"
          >
            {row.merchant || 'No name'}
          </button>
          {row.reviewed ? (
            <span className="-ml-1 shrink-0 text-ink-faint">
              <Check aria-hidden="true" className="size-3.5" />
              <VisuallyHidden>Reviewed</VisuallyHidden>
            </span>
          ) : null}
          {row.hidden ? (
            <span className="shrink-0" title="Hidden: not in any figure">
              <EyeOff aria-hidden="true" className="size-3.5" />
              <VisuallyHidden>Hidden</VisuallyHidden>
            </span>
          ) : null}
          <TagPills tags={row.tags} className="hidden shrink-0 @2xl:flex" />
          {row.note ? (
            // It takes what the merchant leaves, and shrinks long before the merchant does.
            <span className="hidden min-w-0 shrink-[9999] truncate text-ink-faint text-sm @4xl:block">
              {row.note}
            </span>
          ) : null}
          <SettlementPill row={row} className="shrink-0 @max-xl:hidden" />
          <TransferPill row={row} className="shrink-0 @max-xl:hidden" />
          {row.pending ? (
            <PendingPill date={row.date} today={today} className="shrink-0 @max-xl:hidden" />
          ) : null}
        </span>
        <span className="flex items-center gap-1 text-ink-faint text-sm @xl:hidden">
          {row.pending ? <Clock aria-hidden="true" className="size-3 shrink-0" /> : null}
          <span
            data-amount={isPart(row) || row.settled?.owedMinor ? 'start' : undefined}
            className="truncate"
          >
            {[
              row.pending && pendingWord(row.date, today),
              settlementWord(row),
              row.transfer ? transferWord(row) : category,
            ]
              .filter(Boolean)
              .join(', ')}
            {row.tags.map(({ name }) => ` · ${name}`)}
          </span>
        </span>
      </TableCell>
      <TableCell hideBelow="md" className={cn('truncate', !row.hidden && 'text-ink-soft')}>
        {selected === null && !row.split && !isPart(row) ? (
          category
        ) : (
          <PartHint row={row}>
            <button
              type="button"
              onClick={(event) => {
                event.stopPropagation();
                if (row.split || isPart(row)) onOpen(row.id);
                else onEdit(row.id);
              }}
              className="-my-1 max-w-full truncate rounded-sm py-1 text-left hover:underline"
            >
              <span data-amount={isPart(row) ? 'start' : undefined}>{category}</span>
              <VisuallyHidden>, change</VisuallyHidden>
            </button>
          </PartHint>
        )}
      </TableCell>
      {hideAccount ? null : (
        <TableCell hideBelow="lg" className={cn('truncate', !row.hidden && 'text-ink-soft')}>
          {isPast ? <PastMark /> : null}
          {row.account.name}
          {row.account.mask ? (
            <span className="text-ink-faint text-sm"> ••{row.account.mask}</span>
          ) : null}
        </TableCell>
      )}
      <TableCell numeric>
        <Amount
          minor={shownMinor(row)}
          currency={row.amount.currency}
          tone={row.pending || row.hidden ? 'soft' : 'money-in'}
        />
      </TableCell>
    </TableRow>
  );
});

/** By a finger: a mouse points at the box itself, and Enter opens. */
function isTap({ nativeEvent }: MouseEvent): boolean {
  return nativeEvent instanceof PointerEvent && nativeEvent.pointerType === 'touch';
}

function PastMark() {
  return (
    <span title="No longer connected">
      <Unlink
        aria-hidden="true"
        className="mr-1.5 inline size-3.5 align-[-0.15em] text-ink-faint"
      />
      <VisuallyHidden>No longer connected: </VisuallyHidden>
    </span>
  );
}
