'use client';

import type { ReactNode } from 'react';
import { Field } from '#components/ui/field';
import { MultiCombobox } from '#components/ui/multi-combobox';
import type { TagDto } from '#lib/tags/contract';
import { useTags } from '#lib/tags/hooks';
import { useMakeTag } from './use-make-tag.tsx';

/** The tags of something; one that is not there yet is made by typing its name. */
export function TagsField({
  values,
  hint,
  onChange,
}: {
  values: readonly string[];
  hint?: ReactNode;
  /** @param made  is new, and among them */
  onChange: (tagIds: string[], made?: TagDto) => void;
}) {
  const tags = useTags() ?? [];
  const add = useMakeTag((tag) => {
    if (!values.includes(tag.id)) onChange([...values, tag.id], tag);
  });
  return (
    <Field label="Tags" hint={hint}>
      <MultiCombobox
        searchLabel="Search tags"
        emptyText="No tag of that name."
        placeholder="Add a tag"
        options={tags.map(({ id, name }) => ({ value: id, label: name }))}
        values={values}
        onValuesChange={(tagIds) => onChange(tagIds)}
        onCreate={add}
      />
    </Field>
  );
}
