'use client';

import { FormMessage } from '#components/auth/form-message';
import { Dialog, DialogContent } from '#components/ui/dialog';
import { DialogActions } from '#components/ui/dialog-actions';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { useForm } from '#lib/client/use-form';
import type { TagDto } from '#lib/tags/contract';

type Submit = {
  onCreate: (name: string) => Promise<unknown>;
  onRename: (id: string, name: string) => Promise<unknown>;
};

/** Asks what a tag is called, one that is there or a new one. */
export function TagDialog({
  tag,
  onLeave,
  ...submit
}: Submit & { tag: TagDto | 'new' | null; onLeave: () => void }) {
  return (
    <Dialog open={tag !== null} onOpenChange={(open) => (open ? undefined : onLeave())}>
      <DialogContent title={tag === 'new' ? 'New tag' : 'Rename the tag'}>
        {tag ? <TagForm tag={tag === 'new' ? null : tag} {...submit} onDone={onLeave} /> : null}
      </DialogContent>
    </Dialog>
  );
}

function TagForm({
  tag,
  onCreate,
  onRename,
  onDone,
}: Submit & { tag: TagDto | null; onDone: () => void }) {
  const form = useForm(
    ['name'],
    async ({ name }) => {
      if (tag) await onRename(tag.id, name);
      else await onCreate(name);
      onDone();
    },
    { loadSchema: () => import('#lib/tags/contract').then((contract) => contract.tagInput) },
  );
  return (
    <form className="flex flex-col gap-2" method="post" onSubmit={form.submit} noValidate>
      <Field label="Name" error={form.fields.name} steady>
        <Input name="name" defaultValue={tag?.name} maxLength={40} autoComplete="off" />
      </Field>
      <FormMessage text={form.message} />
      <DialogActions submitLabel={tag ? 'Save' : 'Create'} busy={form.busy} />
    </form>
  );
}
