'use client';

import { ArrowLeftRight, Check, EyeOff, X } from 'lucide-react';
import type { Ref } from 'react';
import { MarkPairButton } from '#components/duplicates/mark-pair-button';
import { Button, IconButton } from '#components/ui/button';
import { Menu, MenuContent, MenuItem, MenuTrigger } from '#components/ui/menu';
import type { TransactionFilter } from '#lib/transactions/contract';
import { useTotals } from '#lib/transactions/hooks';
import type { EditedField } from './use-list-keys.ts';
import type { Selection } from './use-selection.ts';

/** What can be done with the ticked rows; in sight as long as there are any. */
export function BulkBar({
  ref,
  filter,
  selection,
  onSelectAll,
  onEdit,
  onReview,
  onHide,
  onTransfer,
  onPaired,
  onClear,
}: {
  ref: Ref<HTMLDivElement>;
  filter: TransactionFilter;
  selection: Selection;
  onSelectAll: () => void;
  onEdit: (field: EditedField) => void;
  onReview: () => void;
  onHide: () => void;
  onTransfer: (transfer: boolean) => void;
  /** Two were said to be one, and this one stays. */
  onPaired: (keptId: string) => void;
  onClear: () => void;
}) {
  const { all, ids } = selection;
  const { totals, isStale } = useTotals(filter);
  const total = isStale ? undefined : totals?.count;
  const count = all ? total : ids.size;
  const isNone = count === 0;
  return (
    <div
      ref={ref}
      role="toolbar"
      aria-label="Selected transactions"
      tabIndex={-1}
      className="sticky bottom-[calc(var(--bottom-bar-height)+env(safe-area-inset-bottom)+0.5rem)] z-bar mt-2 flex max-w-full flex-wrap items-center gap-1 rounded-lg bg-raised p-1.5 shadow-menu outline-none sm:w-fit lg:bottom-4"
    >
      <IconButton size="sm" label="Clear selection" onClick={onClear}>
        <X />
      </IconButton>
      <span aria-live="polite" className="mr-2 text-sm">
        {all ? 'All ' : ''}
        {count?.toLocaleString('en-US')} selected
      </span>
      {!all && total !== undefined && total > ids.size ? (
        <Button size="sm" variant="ghost" onClick={onSelectAll} className="max-sm:ml-auto">
          Select all {total.toLocaleString('en-US')}
        </Button>
      ) : null}
      {/* On a phone lines of three, each as wide as a thumb. */}
      <div className="grid w-full grid-cols-3 gap-1 sm:flex sm:w-auto">
        <Button size="sm" disabled={isNone} onClick={() => onEdit('category')}>
          Category
        </Button>
        <Button size="sm" disabled={isNone} onClick={() => onEdit('merchant')}>
          Name
        </Button>
        <Button size="sm" disabled={isNone} onClick={() => onEdit('note')}>
          Note
        </Button>
        <Button size="sm" disabled={isNone} onClick={() => onEdit('tags')}>
          Tags
        </Button>
        <Button size="sm" disabled={isNone} onClick={onReview}>
          <Check aria-hidden="true" />
          Reviewed
        </Button>
        <Button size="sm" disabled={isNone} onClick={onHide}>
          <EyeOff aria-hidden="true" />
          Hide
        </Button>
        <Menu>
          <MenuTrigger asChild>
            <Button size="sm" disabled={isNone}>
              <ArrowLeftRight aria-hidden="true" />
              Transfer
            </Button>
          </MenuTrigger>
          <MenuContent align="start">
            <MenuItem onSelect={() => onTransfer(true)}>It is a transfer</MenuItem>
            <MenuItem onSelect={() => onTransfer(false)}>Not a transfer</MenuItem>
          </MenuContent>
        </Menu>
        {all ? null : <MarkPairButton ids={[...ids]} onDone={onPaired} />}
      </div>
    </div>
  );
}
