'use client';

import { useState } from 'react';
import { FormMessage } from '#components/auth/form-message';
import { Choice } from '#components/ui/choice';
import { Dialog, DialogContent } from '#components/ui/dialog';
import { DialogActions } from '#components/ui/dialog-actions';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { Select } from '#components/ui/select';
import { Switch } from '#components/ui/switch';
import {
  type CategoryDto,
  type CategoryKind,
  type CategoryPatch,
  type CreateCategoryInput,
  categoryLimit,
} from '#lib/categories/contract';
import { useForm } from '#lib/client/use-form';
import { IconField } from './icon-field.tsx';

/** What the dialog is open for: a category that is there, or a new one in a group or as a group. */
export type CategorySubject = { category: CategoryDto } | { groupId: string | null };

type Submit = {
  onCreate: (input: CreateCategoryInput) => Promise<unknown>;
  onUpdate: (id: string, patch: CategoryPatch) => Promise<unknown>;
};

export function CategoryDialog({
  subject,
  categories,
  onLeave,
  ...submit
}: Submit & {
  subject: CategorySubject | null;
  categories: readonly CategoryDto[];
  onLeave: () => void;
}) {
  const title = !subject
    ? ''
    : 'category' in subject
      ? subject.category.name
      : subject.groupId === null
        ? 'New group'
        : 'New category';
  return (
    <Dialog open={subject !== null} onOpenChange={(open) => (open ? undefined : onLeave())}>
      <DialogContent title={title}>
        {!subject ? null : 'category' in subject ? (
          <EditForm {...subject} {...submit} categories={categories} onDone={onLeave} />
        ) : (
          <CreateForm {...subject} {...submit} categories={categories} onDone={onLeave} />
        )}
      </DialogContent>
    </Dialog>
  );
}

/** A group has no group. */
const none = 'none';

function CreateForm({
  groupId,
  categories,
  onCreate,
  onDone,
}: Submit & {
  groupId: string | null;
  categories: readonly CategoryDto[];
  onDone: () => void;
}) {
  const [group, setGroup] = useState(groupId);
  const [kind, setKind] = useState<CategoryKind>('spending');
  const form = useForm(
    ['name'],
    async ({ name }) => {
      await onCreate({ name, groupId: group, kind });
      onDone();
    },
    {
      loadSchema: () =>
        import('#lib/categories/contract').then((contract) => contract.categoryNameInput),
    },
  );
  return (
    <form className="flex flex-col gap-4" method="post" onSubmit={form.submit} noValidate>
      <Field label="Name" error={form.fields.name}>
        <Input name="name" maxLength={60} autoComplete="off" />
      </Field>
      {groupId === null ? (
        <Field label="What goes in" hint="Transfers are neither income nor spending.">
          <Select
            options={kindOptions}
            value={kind}
            onValueChange={(value) => setKind(value as CategoryKind)}
          />
        </Field>
      ) : (
        <Field label="Group">
          <Select options={toGroups(categories)} value={group ?? none} onValueChange={setGroup} />
        </Field>
      )}
      <FormMessage text={form.message} />
      <DialogActions submitLabel="Create" busy={form.busy} />
    </form>
  );
}

const kindOptions: { value: CategoryKind; label: string }[] = [
  { value: 'spending', label: 'Spending' },
  { value: 'income', label: 'Income' },
  { value: 'transfer', label: 'Transfers' },
];

function toGroups(categories: readonly CategoryDto[]) {
  return categories
    .filter(({ groupId }) => groupId === null)
    .map(({ id, name }) => ({ value: id, label: name }));
}

function EditForm({
  category,
  categories,
  onUpdate,
  onDone,
}: Submit & {
  category: CategoryDto;
  categories: readonly CategoryDto[];
  onDone: () => void;
}) {
  const [group, setGroup] = useState(category.groupId ?? none);
  const [icon, setIcon] = useState(category.ownIcon);
  const [excluded, setExcluded] = useState(category.excludeFromSpending);
  const hasChildren = categories.some(({ groupId }) => groupId === category.id);
  const form = useForm(
    ['name'],
    async ({ name }) => {
      const groupId = group === none ? null : group;
      await onUpdate(category.id, {
        name,
        icon,
        excludeFromSpending: excluded,
        ...(groupId !== category.groupId && { place: { groupId, index: categoryLimit } }),
      });
      onDone();
    },
    {
      loadSchema: () =>
        import('#lib/categories/contract').then((contract) => contract.categoryNameInput),
    },
  );
  const asGroup = { value: none, label: 'A group of its own' };
  const others = toGroups(categories).filter(({ value }) => value !== category.id);
  return (
    <form className="flex flex-col gap-5" method="post" onSubmit={form.submit} noValidate>
      <Field label="Name" error={form.fields.name}>
        <Input name="name" defaultValue={category.name} maxLength={60} autoComplete="off" />
      </Field>
      {hasChildren ? null : (
        <Field label="Group">
          <Select options={[asGroup, ...others]} value={group} onValueChange={setGroup} />
        </Field>
      )}
      <IconField
        value={icon}
        onChange={setIcon}
        noneLabel={category.groupId === null ? 'The usual one' : 'That of its group'}
      />
      <Choice
        side="end"
        label="Leave out of spending"
        hint="What it holds counts neither as income nor as spending."
      >
        <Switch checked={excluded} onCheckedChange={setExcluded} />
      </Choice>
      <FormMessage text={form.message} />
      <DialogActions submitLabel="Save" busy={form.busy} />
    </form>
  );
}
