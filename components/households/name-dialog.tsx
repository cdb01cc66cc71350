'use client';

import { FormMessage } from '#components/auth/form-message';
import { Dialog, DialogContent } from '#components/ui/dialog';
import { DialogActions } from '#components/ui/dialog-actions';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { useForm } from '#lib/client/use-form';
import type { HouseholdInput } from '#lib/households/contract';

type FormProps = {
  /** As it is called so far. */
  name?: string;
  submitLabel: string;
  /** Rejects when nothing came of it. */
  onSubmit: (input: HouseholdInput) => Promise<void>;
};

/** Asks what a household is to be called. */
export function NameDialog({
  open,
  onOpenChange,
  title,
  description,
  ...form
}: FormProps & {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: string;
}) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title={title} description={description}>
        <NameForm {...form} onDone={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

function NameForm({
  name = '',
  submitLabel,
  onSubmit,
  onDone,
}: FormProps & { onDone: () => void }) {
  const form = useForm(
    ['name'],
    async (input) => {
      await onSubmit(input);
      onDone();
    },
    {
      loadSchema: () =>
        import('#lib/households/contract').then((contract) => contract.householdInput),
    },
  );
  return (
    <form className="flex flex-col gap-2" method="post" onSubmit={form.submit} noValidate>
      <Field label="Name" error={form.fields.name} steady>
        <Input name="name" defaultValue={name} maxLength={80} autoComplete="off" />
      </Field>
      <FormMessage text={form.message} />
      <DialogActions submitLabel={submitLabel} busy={form.busy} />
    </form>
  );
}
