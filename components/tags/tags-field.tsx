'use client';

import { Field } from '#components/ui/field';
import { MultiCombobox } from '#components/ui/multi-combobox';
import { toast } from '#components/ui/toast';
import { describeError } from '#lib/client/api';
import { useTagActions, useTags } from '#lib/tags/hooks';

/** The tags of something; one that is not there yet is made by typing its name. */
export function TagsField({
  values,
  hint,
  onChange,
}: {
  values: readonly string[];
  hint?: string | undefined;
  onChange: (tagIds: string[]) => void;
}) {
  const tags = useTags() ?? [];
  const { create } = useTagActions();
  const add = (name: string) => {
    create(name)
      .then((tag) => tag && !values.includes(tag.id) && onChange([...values, tag.id]))
      .catch((problem: unknown) => {
        toast({
          tone: 'danger',
          title: 'The tag was not made',
          description: describeError(problem),
        });
      });
  };
  return (
    <Field label="Tags" hint={hint}>
      <MultiCombobox
        searchLabel="Search tags"
        emptyText="No tag of that name."
        placeholder="Add a tag"
        options={tags.map(({ id, name }) => ({ value: id, label: name }))}
        values={values}
        onValuesChange={onChange}
        onCreate={add}
      />
    </Field>
  );
}
