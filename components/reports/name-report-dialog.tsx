'use client';

import { FormMessage } from '#components/auth/form-message';
import { Dialog, DialogContent } from '#components/ui/dialog';
import { DialogActions } from '#components/ui/dialog-actions';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { useForm } from '#lib/client/use-form';
import { reportNameLength } from '#lib/saved-reports/limits';

/** Asks what a report is to be called. */
export function NameReportDialog({
  title,
  name,
  onName,
  onLeave,
}: {
  title: string;
  name: string;
  /** Rejects with an ApiError. */
  onName: (name: string) => Promise<void>;
  onLeave: () => void;
}) {
  const form = useForm(
    ['name'],
    async (input) => {
      await onName(input.name);
      onLeave();
    },
    {
      loadSchema: () =>
        import('#lib/saved-reports/contract').then((contract) => contract.savedReportPatch),
    },
  );
  return (
    <Dialog open onOpenChange={(next) => (next ? undefined : onLeave())}>
      <DialogContent
        title={title}
        description="Everybody in the household finds it under this name, and sees in it what they may see."
      >
        <form className="flex flex-col gap-2" method="post" onSubmit={form.submit} noValidate>
          <Field label="Name" error={form.fields.name} steady>
            <Input
              name="name"
              defaultValue={name}
              maxLength={reportNameLength}
              autoComplete="off"
            />
          </Field>
          <FormMessage text={form.message} />
          <DialogActions submitLabel="Save" busy={form.busy} />
        </form>
      </DialogContent>
    </Dialog>
  );
}
