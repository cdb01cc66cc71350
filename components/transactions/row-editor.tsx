'use client';

import { useMemo, useState } from 'react';
import { toCategoryOptions } from '#components/categories/category-options';
import { ComboboxPanel } from '#components/ui/combobox-panel';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { AnchoredPopover } from '#components/ui/popover-popup';
import { useCategories } from '#lib/categories/hooks';
import type { TransactionDto } from '#lib/transactions/contract';
import { decideCategory, decideMerchant, decideNote, type Target } from './decisions.ts';
import { TagPanel } from './tag-panel.tsx';
import type { EditedField } from './use-list-keys.ts';

export type Edit = {
  field: EditedField;
  target: Target;
  /** What is there now; null where it is several rows. */
  row: TransactionDto | null;
  /** What the editor stands at. */
  anchor: HTMLElement;
};

const titles: Record<EditedField, string> = {
  category: 'Category',
  merchant: 'Name',
  note: 'Note',
  tags: 'Tags',
};

/** Writes one field over one row or many, where the row stands. Enter saves, Escape leaves it. */
export function RowEditor({
  edit,
  rows,
  onClose,
}: {
  edit: Edit;
  /** Of the list, as they are meanwhile. */
  rows: readonly TransactionDto[];
  onClose: () => void;
}) {
  const { field, anchor, target } = edit;
  const isList = field === 'category' || field === 'tags';
  return (
    <AnchoredPopover
      anchor={anchor}
      onClose={onClose}
      aria-label={titles[field]}
      className={isList ? 'max-h-88 w-72 overflow-hidden' : 'w-80 p-4'}
    >
      {field === 'category' ? (
        <CategoryPanel edit={edit} onClose={onClose} />
      ) : field === 'tags' ? (
        <TagPanel target={target} rows={rows} />
      ) : (
        <TextForm key={field} field={field} edit={edit} onClose={onClose} />
      )}
    </AnchoredPopover>
  );
}

/** An option needs a value. */
const none = 'none';

function CategoryPanel({ edit: { target, row }, onClose }: { edit: Edit; onClose: () => void }) {
  const categories = useCategories();
  const options = useMemo(
    () => [{ value: none, label: 'No category' }, ...toCategoryOptions(categories ?? [])],
    [categories],
  );
  return (
    <ComboboxPanel
      options={options}
      chosen={new Set(row ? [row.category?.id ?? none] : [])}
      searchLabel="Search categories"
      emptyText="No category of that name."
      onChoose={(id) => {
        const chosen = categories?.find((each) => each.id === id);
        onClose();
        void decideCategory(
          target,
          chosen ? { id: chosen.id, name: chosen.name, kind: chosen.kind } : null,
        );
      }}
    />
  );
}

function TextForm({
  field,
  edit: { target, row },
  onClose,
}: {
  field: 'merchant' | 'note';
  edit: Edit;
  onClose: () => void;
}) {
  const [text, setText] = useState((field === 'merchant' ? row?.merchant : row?.note) ?? '');
  return (
    <form
      method="post"
      onSubmit={(event) => {
        event.preventDefault();
        onClose();
        void (field === 'merchant' ? decideMerchant : decideNote)(target, text.trim());
      }}
    >
      <Field label={titles[field]} hint="Enter saves it.">
        <Input
          value={text}
          maxLength={field === 'merchant' ? 200 : 2_000}
          onFocus={({ target: input }) => input.select()}
          onChange={({ target: input }) => setText(input.value)}
        />
      </Field>
    </form>
  );
}
