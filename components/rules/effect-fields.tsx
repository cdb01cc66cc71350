'use client';

import { toCategoryOptions } from '#components/categories/category-options';
import { TagsField } from '#components/tags/tags-field';
import { CheckChoice } from '#components/ui/check-choice';
import { Combobox } from '#components/ui/combobox';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { SectionHeading } from '#components/ui/section-heading';
import { useCategories } from '#lib/categories/hooks';
import type { FieldsProps } from './rule-dialog.tsx';
import { SplitFields } from './split-fields.tsx';

/** An option needs a value. */
const none = 'none';

/** What becomes of what a rule matches. */
export function EffectFields({ draft, problems, onChange }: FieldsProps) {
  const categories = useCategories() ?? [];
  return (
    <fieldset className="grid gap-4 sm:grid-cols-2">
      <legend className="contents">
        <SectionHeading level={3} className="sm:col-span-2">
          Then
        </SectionHeading>
      </legend>
      <Field label="Category" error={problems['effect.categoryId']}>
        <Combobox
          searchLabel="Search categories"
          emptyText="No category of that name."
          options={[
            { value: none, label: 'As it would be' },
            ...toCategoryOptions(categories, draft.categoryId),
          ]}
          value={draft.categoryId ?? none}
          onValueChange={(id) => onChange({ categoryId: id === none ? null : id })}
        />
      </Field>
      <Field label="Call it" optional error={problems['effect.rename']}>
        <Input
          value={draft.rename}
          maxLength={100}
          autoComplete="off"
          onChange={({ target }) => onChange({ rename: target.value })}
        />
      </Field>
      <TagsField values={draft.tagIds} onChange={(tagIds) => onChange({ tagIds })} />
      <Field label="Note" optional error={problems['effect.note']}>
        <Input
          value={draft.note}
          maxLength={2000}
          autoComplete="off"
          onChange={({ target }) => onChange({ note: target.value })}
        />
      </Field>
      <CheckChoice
        label="Mark as reviewed"
        checked={draft.review}
        onCheckedChange={(review) => onChange({ review })}
      />
      <CheckChoice
        label="Hide it"
        checked={draft.hide}
        onCheckedChange={(hide) => onChange({ hide })}
      />
      <SplitFields draft={draft} problems={problems} onChange={onChange} />
      <CheckChoice
        label="It is a transfer"
        hint="To or from an account of yours that is not here."
        checked={draft.transfer}
        onCheckedChange={(transfer) => onChange({ transfer })}
      />
    </fieldset>
  );
}
