'use client';

import { Dialog, DialogContent } from '#components/ui/dialog';
import { FormActions } from '#components/ui/form-actions';
import { toast } from '#components/ui/toast';
import { passwordInput } from '#lib/auth/contract';
import { setPassword } from '#lib/auth/hooks';
import { useForm } from '#lib/client/use-form';
import { FormMessage } from './form-message.tsx';
import { NewPasswordField } from './new-password-field.tsx';
import { useStepUp } from './step-up.tsx';

/** The old password is not asked for here: the server asks anew who it is where that was long ago. */
export function ChangePasswordDialog({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title="Change your password"
        description="You stay signed in here and are signed out everywhere else. A mail tells you of it."
      >
        <PasswordForm onDone={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

function PasswordForm({ onDone }: { onDone: () => void }) {
  const withStepUp = useStepUp();
  const form = useForm(
    ['password'],
    async ({ password }) => {
      await withStepUp(() => setPassword({ password }));
      onDone();
      toast({ title: 'Your password was changed' });
    },
    { schema: passwordInput, retryFrom: 'password' },
  );
  return (
    <form className="flex flex-col gap-2" method="post" onSubmit={form.submit} noValidate>
      <NewPasswordField label="New password" error={form.fields.password} autoFocus />
      <FormMessage text={form.message} />
      <FormActions submitLabel="Change password" busy={form.busy} />
    </form>
  );
}
