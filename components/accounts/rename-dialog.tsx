'use client';

import { z } from 'zod';
import { FormMessage } from '#components/auth/form-message';
import { offerUndo } from '#components/shell/undo';
import { Dialog, DialogContent } from '#components/ui/dialog';
import { DialogActions } from '#components/ui/dialog-actions';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import type { AccountDto } from '#lib/accounts/contract';
import { accountActions } from '#lib/accounts/hooks';
import { useForm } from '#lib/client/use-form';

/** Asks what a bank's account is to be called; empty gives the name back to the bank. */
export function RenameDialog({
  account,
  open,
  onOpenChange,
}: {
  account: AccountDto;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title="Rename account"
        description={`The bank calls it ${account.bankName ?? account.name}. Without a name of yours it is called that.`}
      >
        <RenameForm account={account} onDone={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

const schema = z.object({
  name: z.string().trim().max(100, 'Use at most 100 characters.'),
});

function RenameForm({ account, onDone }: { account: AccountDto; onDone: () => void }) {
  const before = account.bankName === null ? null : account.name;
  const form = useForm(
    ['name'],
    async ({ name }) => {
      const { name: now } = await accountActions.update(account.id, { name: name || null });
      offerUndo(`${account.name} is now ${now}`, () =>
        accountActions.update(account.id, { name: before }),
      );
      onDone();
    },
    { loadSchema: async () => schema },
  );
  return (
    <form className="flex flex-col gap-2" method="post" onSubmit={form.submit} noValidate>
      <Field label="Name" error={form.fields.name} steady>
        <Input name="name" defaultValue={account.name} maxLength={100} autoComplete="off" />
      </Field>
      <FormMessage text={form.message} />
      <DialogActions submitLabel="Save" busy={form.busy} />
    </form>
  );
}
