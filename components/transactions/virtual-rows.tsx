'use client';

import {
  defaultRangeExtractor,
  observeWindowOffset,
  observeWindowRect,
  type Rect,
  useWindowVirtualizer,
  type Virtualizer,
} from '@tanstack/react-virtual';
import { Fragment, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { codeAhead } from '#components/ui/on-demand';
import { Table, TableBody, TableColumn, TableHead } from '#components/ui/table';
import { VisuallyHidden } from '#components/ui/visually-hidden';
import { cn } from '#lib/cn';
import type { TransactionDto } from '#lib/transactions/contract';
import { DayRow } from './day-row.tsx';
import { inItsTime } from './in-its-time.ts';
import { dayIndexAt, entryAt, groupByDay, positionOf } from './list-days.ts';
import { TransactionRow } from './transaction-row.tsx';
import { useBodyPlace } from './use-body-place.ts';
import { useFullRows } from './use-full-rows.ts';
import { useLongPress } from './use-long-press.ts';
import type { Selection } from './use-selection.ts';

// Nobody scrolls that fast before the page has stood for a moment.
const useRush = codeAhead(() => import('./passing-row.tsx'));

const dayHeightPx = 40;
const rowHeightPx = { wide: 40, narrow: 56 };
/** What the server renders, which knows no window. */
const serverWindow = { width: 1_280, height: 900 };
const serverEnd = Math.floor(serverWindow.height / rowHeightPx.wide);

/**
 * The list as a ledger under its days. Only the rows near the window are in the page, with gaps for the
 * others, so that a hundred thousand of them scroll like fifty. The day that is being read stays in
 * the page as the heading that sticks, and so does whatever row has or had the focus.
 */
export function VirtualRows({
  rows,
  isComplete,
  today,
  openId,
  pinnedId,
  pastAccountIds,
  hideAccount,
  isStale,
  selection,
  isSelecting,
  onPress,
  onOpen,
  onSelect,
  onEdit,
  onView,
}: {
  rows: readonly TransactionDto[];
  /** Nothing follows the last row. */
  isComplete: boolean;
  today: string;
  openId: string | null;
  /** Stays in the page wherever one scrolls: the focus returns there. */
  pinnedId: string | null;
  pastAccountIds: ReadonlySet<string>;
  hideAccount: boolean;
  /** Of the filter before; the new one's are on their way. */
  isStale: boolean;
  /** Null where nothing may be changed. */
  selection: Selection | null;
  /** One is about to tick rows: also a phone shows the boxes. */
  isSelecting: boolean;
  onPress: (id: string, isTap: boolean) => void;
  onOpen: (id: string) => void;
  onSelect: (id: string, isRange: boolean) => void;
  onEdit: (id: string) => void;
  onView: (first: number, last: number) => void;
}) {
  const days = useMemo(() => groupByDay(rows, isComplete), [rows, isComplete]);
  const headings = useMemo(() => new Set(days.map(({ position }) => position)), [days]);
  const hasLong = useMemo(() => rows.some(isLong), [rows]);
  // Nothing is drawn anew as the focus moves, which a key does at every row: the row that has it is in the page by
  // then, and is asked for as others come and go.
  const focused = useRef<string | null>(null);
  const focusedId = focused.current;
  const pinned = useMemo(
    () =>
      [focusedId, pinnedId].flatMap((id) => {
        const rowIndex = id ? rows.findIndex((row) => row.id === id) : -1;
        return rowIndex < 0 ? [] : [positionOf(days, rowIndex)];
      }),
    [rows, days, focusedId, pinnedId],
  );
  const { body, topPx, isNarrow } = useBodyPlace();
  const rowPx = isNarrow ? rowHeightPx.narrow : rowHeightPx.wide;
  const count = rows.length + days.length;
  const virtualizer = useWindowVirtualizer<HTMLTableRowElement>({
    count,
    estimateSize: (position) => (headings.has(position) ? dayHeightPx : rowPx),
    overscan: 10,
    scrollMargin: topPx,
    initialRect: serverWindow,
    initialOffset: 0,
    observeElementOffset: observeFromHere,
    observeElementRect: observeWindow,
    rangeExtractor: (range) => {
      const heading = days[dayIndexAt(days, range.startIndex)]?.position ?? 0;
      // What the server brought stays until one reads on: a phone would take a third of it away as the page answers.
      const endIndex =
        range.startIndex === 0 ? Math.max(range.endIndex, serverEnd) : range.endIndex;
      const near = defaultRangeExtractor({ ...range, endIndex });
      const shown = new Set([heading, ...pinned, ...near]);
      return [...shown].sort((a, b) => a - b);
    },
  });
  // Another count is measured anyway; a day that moved among as many rows is not.
  const measured = useRef({ rowPx, days, count });
  useLayoutEffect(() => {
    const { rowPx: formerPx, days: formerDays, count: formerCount } = measured.current;
    measured.current = { rowPx, days, count };
    if (rowPx !== formerPx || (days !== formerDays && count === formerCount)) {
      inItsTime(() => virtualizer.measure());
    }
  }, [virtualizer, rowPx, days, count]);
  const shown = virtualizer.getVirtualItems().flatMap((item) => {
    const entry = entryAt(rows, days, item.index);
    return entry ? [{ item, entry }] : [];
  });
  const rush = useRush({ isNear: virtualizer.isScrolling, isOpen: false });
  const full = useFullRows(
    shown.flatMap(({ entry }) => (entry.kind === 'row' ? entry.row.id : [])),
    virtualizer.isScrolling,
    rush?.chooseFull,
  );
  const longPress = useLongPress(selection && ((id) => onSelect(id, false)));
  useView(virtualizer.range, days, onView);

  let endPx = topPx;
  return (
    <Table
      label="Transactions"
      aria-busy={isStale}
      aria-rowcount={isComplete ? count + 1 : -1}
      data-selecting={isSelecting || undefined}
      className={isStale ? 'opacity-50 transition-opacity delay-200 duration-base' : undefined}
    >
      {/* Narrow, the head is for screen readers alone, and a day's row would set the widths. */}
      <colgroup>
        {selection ? <col className={cn('w-9', isSelecting || 'hidden @xl:table-column')} /> : null}
        <col />
        <col className="hidden w-44 @xl:table-column" />
        {hideAccount ? null : <col className="hidden w-52 @4xl:table-column" />}
        <col className={hasLong ? 'w-36' : 'w-28 @xl:w-32'} />
      </colgroup>
      <TableHead className="@max-xl:sr-only">
        {selection ? (
          <TableColumn hideBelow={isSelecting ? undefined : 'md'}>
            <VisuallyHidden>Selected</VisuallyHidden>
          </TableColumn>
        ) : null}
        <TableColumn>Merchant</TableColumn>
        <TableColumn hideBelow="md">Category</TableColumn>
        {hideAccount ? null : <TableColumn hideBelow="lg">Account</TableColumn>}
        <TableColumn numeric>Amount</TableColumn>
      </TableHead>
      <TableBody
        ref={body}
        {...longPress}
        onFocus={({ target }) => {
          focused.current = target.closest('tr')?.getAttribute('data-row') ?? null;
        }}
        onBlur={() => {
          focused.current = null;
        }}
      >
        {shown.map(({ item, entry }) => {
          const gapPx = item.start - endPx;
          endPx = item.end;
          return (
            <Fragment key={entry.kind === 'day' ? entry.day.date : entry.row.id}>
              {gapPx > 0 ? <Gap heightPx={gapPx} /> : null}
              {entry.kind === 'day' ? (
                <DayRow day={entry.day} today={today} rowIndex={item.index + 2} />
              ) : !rush || full.has(entry.row.id) ? (
                <TransactionRow
                  row={entry.row}
                  today={today}
                  rowIndex={item.index + 2}
                  open={entry.row.id === openId}
                  hideAccount={hideAccount}
                  isPast={pastAccountIds.has(entry.row.account.id)}
                  selected={isTicked(selection, entry.row.id)}
                  onPress={onPress}
                  onOpen={onOpen}
                  onSelect={onSelect}
                  onEdit={onEdit}
                />
              ) : (
                <rush.PassingRow
                  row={entry.row}
                  rowIndex={item.index + 2}
                  hideAccount={hideAccount}
                  selected={isTicked(selection, entry.row.id)}
                />
              )}
            </Fragment>
          );
        })}
        <Gap heightPx={topPx + virtualizer.getTotalSize() - endPx} />
      </TableBody>
    </Table>
  );
}

/**
 * The first render is the server's, which is at the top of the page, also where one has read on before
 * the page answers. Where one is, the list hears before it is painted.
 */
function observeFromHere(
  virtualizer: Virtualizer<Window, HTMLTableRowElement>,
  tell: (offset: number, isScrolling: boolean) => void,
) {
  tell(window.scrollY, false);
  return observeWindowOffset(virtualizer, tell);
}

function observeWindow(
  virtualizer: Virtualizer<Window, HTMLTableRowElement>,
  tell: (rect: Rect) => void,
) {
  return observeWindowRect(virtualizer, (rect) => inItsTime(() => tell(rect)));
}

/** Null where nothing is ticked, ever. */
function isTicked(selection: Selection | null, id: string): boolean | null {
  return selection && (selection.all || selection.ids.has(id));
}

/** The rows that are not in the page, as empty space. */
function Gap({ heightPx }: { heightPx: number }) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row of a plain table takes no focus.
    <tr aria-hidden="true" data-gap="">
      <td className="p-0" style={{ height: Math.max(0, heightPx) }} />
    </tr>
  );
}

type View = { startIndex: number; endIndex: number } | null;

/** Tells which rows are in view, as rows are counted without headings. */
function useView(
  range: View,
  days: ReturnType<typeof groupByDay>,
  onView: (first: number, last: number) => void,
): void {
  const first = range ? range.startIndex - dayIndexAt(days, range.startIndex) - 1 : 0;
  const last = range ? range.endIndex - dayIndexAt(days, range.endIndex) - 1 : 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: told when the view moves, by whichever function.
  useEffect(() => onView(Math.max(0, first), last), [first, last]);
}

/** A million and more: fourteen characters do not fit a phone's usual column. */
function isLong({ amount }: TransactionDto): boolean {
  return Math.abs(amount.minor) >= 100_000_000;
}
