'use client';

import { StickyNote, X } from 'lucide-react';
import { useMemo, useState } from 'react';
import { toCategoryOptions } from '#components/categories/category-options';
import { TagsField } from '#components/tags/tags-field';
import { IconButton } from '#components/ui/button';
import { Combobox } from '#components/ui/combobox';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { useCategories } from '#lib/categories/hooks';

/** What a part is, beside how large it is. */
export type PartSorting = { categoryId: string | null; note: string; tagIds: string[] };

/** An option needs a value. */
const none = 'none';

/** One part in a form: its category, how large it is, and on demand a note and tags. */
export function PartFields({
  place,
  part,
  sizeField,
  onChange,
  onRemove,
}: {
  /** From 1; several stand in a form. */
  place: number;
  part: PartSorting;
  /** Its amount or share, as wide as it means to be. */
  sizeField: React.ReactNode;
  onChange: (fields: Partial<PartSorting>) => void;
  /** Null where there must be as many as there are. */
  onRemove: (() => void) | null;
}) {
  const categories = useCategories();
  const options = useMemo(
    () => [
      { value: none, label: 'No category' },
      ...toCategoryOptions(categories ?? [], part.categoryId),
    ],
    [categories, part.categoryId],
  );
  const [more, setMore] = useState(part.note !== '' || part.tagIds.length > 0);
  return (
    <li
      aria-label={`Part ${place}`}
      className="grid grid-cols-[1fr_auto] items-start gap-2 border-line border-b py-3 sm:grid-cols-[1fr_auto_auto]"
    >
      <Field
        label={`Category of part ${place}`}
        labelHidden
        className="col-span-2 min-w-0 sm:col-span-1"
      >
        <Combobox
          searchLabel="Search categories"
          emptyText="No category of that name."
          options={options}
          value={part.categoryId ?? none}
          onValueChange={(id) => onChange({ categoryId: id === none ? null : id })}
        />
      </Field>
      {sizeField}
      <div className="flex h-9 items-center pointer-coarse:h-11">
        <IconButton
          label={`Note and tags of part ${place}`}
          size="sm"
          aria-expanded={more}
          onClick={() => setMore(!more)}
        >
          <StickyNote />
        </IconButton>
        <IconButton
          label={`Remove part ${place}`}
          size="sm"
          disabled={onRemove === null}
          onClick={() => onRemove?.()}
        >
          <X />
        </IconButton>
      </div>
      {more ? (
        <div className="col-span-full grid gap-3 sm:grid-cols-2">
          <Field label="Note" optional>
            <Input
              value={part.note}
              maxLength={2000}
              autoComplete="off"
              onChange={({ target }) => onChange({ note: target.value })}
            />
          </Field>
          <TagsField values={part.tagIds} onChange={(tagIds) => onChange({ tagIds })} />
        </div>
      ) : null}
    </li>
  );
}
