'use client';

import { useDeferredValue, useRef, useState } from 'react';
import { useMayChange } from '#components/members/membership';
import { codeAhead } from '#components/ui/on-demand';
import type { TransactionDto, TransactionFilter } from '#lib/transactions/contract';
import { writeFilter } from '#lib/transactions/filter-url';
import {
  decideHidden,
  decideReviewed,
  decideTransfer,
  type Target,
  targetOf,
} from './decisions.ts';
import type { Edit } from './row-editor.tsx';
import { toggleState } from './toggle-state.ts';
import { findRow } from './transaction-row.tsx';
import { type EditedField, useListKeys } from './use-list-keys.ts';
import { useSelection } from './use-selection.ts';

const useBar = codeAhead(() => import('./bulk-bar.tsx').then((file) => file.BulkBar));
const useEditor = codeAhead(() => import('./row-editor.tsx').then((file) => file.RowEditor));

/**
 * Walking, ticking and editing a list by keys, by mouse and in bulk. Whatever is done is done to what
 * is ticked, or else to the row one is at: the focused one, or the one whose drawer is open.
 *
 * @returns what the rows need, and `overlays`: what stands over the list meanwhile
 */
export function useListEditing({
  filter,
  rows,
  openId,
  onOpen,
  onSplit,
}: {
  filter: TransactionFilter;
  rows: readonly TransactionDto[];
  openId: string | null;
  onOpen: (id: string) => void;
  onSplit: (id: string) => void;
}) {
  const mayChange = useMayChange();
  const ticked = useSelection(String(writeFilter(filter)), rows);
  const { selection } = ticked;
  const [edit, setEdit] = useState<Edit | null>(null);
  // A key may be the first thing that is pressed, and what is typed after it is for the editor.
  const RowEditor = useEditor({ isNear: true, isOpen: edit !== null });
  const [isStarted, setStarted] = useState(false);
  const bar = useRef<HTMLDivElement>(null);

  const isSelecting = mayChange && (isStarted || ticked.isAny);
  // A dozen buttons come with the first tick, which is seen before them.
  const isBarDue = useDeferredValue(isSelecting);
  const BulkBar = useBar({ isNear: false, isOpen: isSelecting });
  const clear = () => {
    setStarted(false);
    ticked.clear();
  };
  const current = () => rows.find(({ id }) => id === (openId ?? focusedRowId()));
  const goTo = (row: TransactionDto | undefined) => {
    if (!row) return;
    if (openId) onOpen(row.id);
    else findRow(row.id)?.focus();
  };
  const neighbour = (by: 1 | -1) => {
    const row = current();
    return row ? rows[rows.indexOf(row) + by] : rows.find(({ id }) => isInSight(id));
  };
  const target = (): Target | null => {
    if (selection.all) return { of: { filter } };
    if (selection.ids.size > 0) return { of: { transactionIds: [...selection.ids] } };
    const row = current();
    return row ? targetOf(row) : null;
  };
  const toggled = (field: 'reviewed' | 'hidden') =>
    toggleState(field, { selection, filter, rows, current: current() });
  const startEdit = (field: EditedField, id?: string) => {
    const row = id ? rows.find((each) => each.id === id) : ticked.isAny ? undefined : current();
    const whom = row && id ? targetOf(row) : target();
    // The bar may still be on its way; beside the whole page it would open out of sight.
    const beside = row ?? rows.find(({ id }) => isInSight(id));
    const anchor = (row ? null : bar.current) ?? findRow(beside?.id ?? null);
    if (whom && anchor) setEdit({ field, target: whom, row: row ?? null, anchor });
  };
  const review = () => {
    const whom = target();
    const reviewed = toggled('reviewed');
    if (!whom) return;
    const next = reviewed && !ticked.isAny ? neighbour(1) : undefined;
    void decideReviewed(whom, reviewed);
    goTo(next);
  };
  const hide = () => {
    const whom = target();
    if (whom) void decideHidden(whom, toggled('hidden'));
  };
  const sayTransfer = (transfer: boolean) => {
    const whom = target();
    if (whom) void decideTransfer(whom, transfer);
  };

  useListKeys(
    {
      step: (by) => goTo(neighbour(by)),
      extend: (by) => {
        const [row, next] = [current(), neighbour(by)];
        if (row && !ticked.isAny) ticked.toggle(row.id);
        if (next) ticked.extendTo(next.id);
        goTo(next);
      },
      select: () => {
        const row = current();
        if (row) ticked.toggle(row.id);
      },
      selectRange: () => {
        const row = current();
        if (row) ticked.extendTo(row.id);
      },
      edit: startEdit,
      hide,
      review,
      // Each has an amount of its own: one at a time.
      split: () => {
        const row = ticked.isAny ? undefined : current();
        if (row) onSplit(row.id);
      },
      clear,
    },
    // What is typed ahead is meant for the editor.
    { mayChange, isPaused: edit !== null },
  );

  const latest = useRef({ ticked, startEdit, isSelecting });
  latest.current = { ticked, startEdit, isSelecting };
  const [handlers] = useState(() => ({
    /** A row that is tapped while one ticks is ticked; every other press opens it. */
    onPress: (id: string, isTap: boolean) =>
      isTap && latest.current.isSelecting ? latest.current.ticked.toggle(id) : onOpen(id),
    onSelect: (id: string, isRange: boolean) =>
      isRange ? latest.current.ticked.extendTo(id) : latest.current.ticked.toggle(id),
    onEdit: (id: string) => latest.current.startEdit('category', id),
  }));
  return {
    ...handlers,
    selection: mayChange ? selection : null,
    isSelecting,
    startSelecting: mayChange && !isSelecting ? () => setStarted(true) : null,
    overlays: (
      <>
        {isSelecting && isBarDue && BulkBar ? (
          <BulkBar
            ref={bar}
            filter={filter}
            selection={selection}
            onSelectAll={ticked.selectAll}
            onEdit={startEdit}
            onReview={review}
            onHide={hide}
            onTransfer={sayTransfer}
            onPaired={(keptId) => {
              // The one that was put away is nowhere to be read any more.
              if (openId && openId !== keptId && selection.ids.has(openId)) onOpen(keptId);
              clear();
            }}
            onClear={clear}
          />
        ) : null}
        {edit && RowEditor ? (
          <RowEditor edit={edit} rows={rows} onClose={() => setEdit(null)} />
        ) : null}
      </>
    ),
  };
}

function focusedRowId(): string | null {
  return document.activeElement?.closest('tr[data-row]')?.getAttribute('data-row') ?? null;
}

/** Whether a row stands in the window, below what sticks at its top. */
function isInSight(id: string): boolean {
  const box = findRow(id)?.getBoundingClientRect();
  return box !== undefined && box.top > 100 && box.bottom < window.innerHeight;
}
