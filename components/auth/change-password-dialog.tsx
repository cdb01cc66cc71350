'use client';

import { Button } from '#components/ui/button';
import { Dialog, DialogClose, DialogContent } from '#components/ui/dialog';
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
      <div className="mt-3 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" loading={form.busy}>
          Change password
        </Button>
      </div>
    </form>
  );
}
