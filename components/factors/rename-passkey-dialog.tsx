'use client';

import { FormMessage } from '#components/auth/form-message';
import { Dialog, DialogContent } from '#components/ui/dialog';
import { DialogActions } from '#components/ui/dialog-actions';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { useForm } from '#lib/client/use-form';
import type { PasskeyDto } from '#lib/factors/contract';

type OnRename = (id: string, name: string) => Promise<void>;

export function RenamePasskeyDialog({
  passkey,
  onLeave,
  onRename,
}: {
  passkey: PasskeyDto | null;
  onLeave: () => void;
  onRename: OnRename;
}) {
  return (
    <Dialog open={passkey !== null} onOpenChange={(next) => (next ? undefined : onLeave())}>
      <DialogContent title="Rename passkey" description="As you tell it from your others.">
        {passkey ? <RenameForm passkey={passkey} onRename={onRename} onDone={onLeave} /> : null}
      </DialogContent>
    </Dialog>
  );
}

function RenameForm({
  passkey: { id, name },
  onRename,
  onDone,
}: {
  passkey: PasskeyDto;
  onRename: OnRename;
  onDone: () => void;
}) {
  const form = useForm(
    ['name'],
    async (given) => {
      await onRename(id, given.name);
      onDone();
    },
    {
      loadSchema: () =>
        import('#lib/factors/contract').then((contract) => contract.renamePasskeyInput),
    },
  );
  return (
    <form className="flex flex-col gap-2" onSubmit={form.submit} noValidate>
      <Field label="Name" error={form.fields.name} steady>
        <Input name="name" defaultValue={name} maxLength={60} autoComplete="off" required />
      </Field>
      <FormMessage text={form.message} />
      <DialogActions submitLabel="Save" busy={form.busy} />
    </form>
  );
}
