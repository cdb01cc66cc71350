'use client';

import { FormMessage } from '#components/auth/form-message';
import { Dialog, DialogContent } from '#components/ui/dialog';
import { DialogActions } from '#components/ui/dialog-actions';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { useForm } from '#lib/client/use-form';
import { viewNameLength } from '#lib/saved-views/contract';
import { useSavedViewActions } from '#lib/saved-views/hooks';

/** Asks what the list as it is now is to be called. */
export function SaveViewDialog({
  open,
  current,
  onLeave,
}: {
  open: boolean;
  /** What the list shows, as its URL writes it. */
  current: string;
  onLeave: () => void;
}) {
  return (
    <Dialog open={open} onOpenChange={(next) => (next ? undefined : onLeave())}>
      <DialogContent
        title="Save this view"
        description="The search and the filters, under a name. It is yours alone, and shows what matches on the day you open it."
      >
        <SaveForm current={current} onDone={onLeave} />
      </DialogContent>
    </Dialog>
  );
}

function SaveForm({ current, onDone }: { current: string; onDone: () => void }) {
  const { create } = useSavedViewActions();
  const filter = Object.fromEntries(new URLSearchParams(current));
  const form = useForm(
    ['name'],
    async ({ name }) => {
      await create({ name, filter });
      onDone();
    },
    {
      loadSchema: () =>
        import('#lib/saved-views/contract').then((contract) =>
          contract.savedViewInput.pick({ name: true }),
        ),
    },
  );
  return (
    <form className="flex flex-col gap-2" method="post" onSubmit={form.submit} noValidate>
      <Field label="Name" error={form.fields.name} steady>
        <Input
          name="name"
          defaultValue={filter.q?.slice(0, viewNameLength)}
          maxLength={viewNameLength}
          autoComplete="off"
        />
      </Field>
      <FormMessage text={form.message} />
      <DialogActions submitLabel="Save" busy={form.busy} />
    </form>
  );
}
