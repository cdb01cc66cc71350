import { categoryWord, isPart } from '#components/splits/split-words';
import { TableCell, TableRow } from '#components/ui/table';
import { formatAmount } from '#lib/money/format-amount';
import type { TransactionDto } from '#lib/transactions/contract';
import { shownMinor } from '#lib/transactions/row-figures';

/**
 * A transaction that scrolls past too fast to be read: the words of its row where they will stand, and a third of
 * the elements, which is what such a frame costs.
 */
export function PassingRow({
  row,
  rowIndex,
  hideAccount,
  selected,
}: {
  row: TransactionDto;
  /** Among all rows of the table, its head and its days included, from 1. */
  rowIndex: number;
  hideAccount: boolean;
  /** Null where nothing may be changed: then nothing is ticked. */
  selected: boolean | null;
}) {
  // Of a part the word says an amount, which is nobody's to read where amounts are hidden.
  const category = isPart(row) ? null : categoryWord(row);
  const minor = shownMinor(row);
  const isMoneyIn = minor > 0 && !row.pending && !row.hidden;
  return (
    <TableRow selected={selected ?? false} aria-rowindex={rowIndex} data-row={row.id}>
      {selected === null ? null : (
        <TableCell hideBelow="md" className="in-data-selecting:table-cell" />
      )}
      <TableCell className="truncate">
        {row.merchant || 'No name'}
        <span className="block truncate text-ink-faint text-sm @xl:hidden">{category}</span>
      </TableCell>
      <TableCell hideBelow="md" className="truncate text-ink-soft">
        {category}
      </TableCell>
      {hideAccount ? null : (
        <TableCell hideBelow="lg" className="truncate text-ink-soft">
          {row.account.name}
        </TableCell>
      )}
      <TableCell numeric>
        <span data-amount="end" className={isMoneyIn ? 'text-positive' : undefined}>
          {formatAmount(minor, row.amount.currency, { sign: isMoneyIn ? 'always' : 'auto' }).text}
        </span>
      </TableCell>
    </TableRow>
  );
}

/** A frame has time for so many rows with all that belongs to one. */
const perFrame = 6;

export type Drawn = { ids: ReadonlySet<string>; full: ReadonlySet<string>; isScrolling: boolean };

/**
 * Which rows are drawn in full. While more come at once than a frame has time for, which is faster than anybody
 * reads, new ones are words alone; they are filled in as the scrolling slows down, a few a frame, and all of them
 * when it ends. A jump from where one rested is no scrolling.
 *
 * @param before  how the page was; null at first
 */
export function chooseFull(
  ids: readonly string[],
  isScrolling: boolean,
  before: Drawn | null,
): ReadonlySet<string> {
  if (!before?.isScrolling || !isScrolling) return new Set(ids);
  const isRush = ids.filter((id) => !before.ids.has(id)).length > perFrame;
  const waiting = ids.filter((id) => !before.full.has(id));
  const filledIn = new Set(isRush ? [] : waiting.slice(0, perFrame));
  return new Set(ids.filter((id) => before.full.has(id) || filledIn.has(id)));
}
