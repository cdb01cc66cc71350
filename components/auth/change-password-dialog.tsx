'use client';

import { useRouter } from 'next/navigation';
import { Dialog, DialogContent } from '#components/ui/dialog';
import { DialogActions } from '#components/ui/dialog-actions';
import { Field } from '#components/ui/field';
import { Link } from '#components/ui/link';
import { PasswordInput } from '#components/ui/password-input';
import { TextLink } from '#components/ui/text-link';
import { toast } from '#components/ui/toast';
import { changePassword } from '#lib/auth/hooks';
import { useForm } from '#lib/client/use-form';
import { FormMessage } from './form-message.tsx';
import { NewPasswordField } from './new-password-field.tsx';
import { useStepUp } from './step-up.tsx';

export function ChangePasswordDialog({
  isFirst,
  open,
  onOpenChange,
}: {
  /** There is none to change. */
  isFirst: boolean;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const done = () => onOpenChange(false);
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title={isFirst ? 'Set a password' : 'Change your password'}
        description="You stay signed in here and are signed out everywhere else. A mail tells you of it."
      >
        {isFirst ? <FirstForm onDone={done} /> : <ChangeForm onDone={done} />}
      </DialogContent>
    </Dialog>
  );
}

function ChangeForm({ onDone }: { onDone: () => void }) {
  const withStepUp = useStepUp();
  const form = useForm(
    ['current', 'password'],
    async (passwords) => {
      await withStepUp(() => changePassword(passwords));
      onDone();
      toast({ title: 'Your password was changed' });
    },
    {
      loadSchema: () =>
        import('#lib/auth/contract').then((contract) => contract.newPasswordInput.required()),
      retryFrom: 'current',
    },
  );
  return (
    <form className="flex flex-col gap-2" method="post" onSubmit={form.submit} noValidate>
      <Field
        label="Current password"
        error={form.fields.current}
        steady
        aside={
          <TextLink asChild>
            <Link href="/forgot">Forgot it?</Link>
          </TextLink>
        }
      >
        <PasswordInput name="current" autoComplete="current-password" required autoFocus />
      </Field>
      <NewPasswordField label="New password" error={form.fields.password} />
      <FormMessage text={form.message} />
      <DialogActions submitLabel="Change password" busy={form.busy} />
    </form>
  );
}

/** For who signed in by the OIDC provider so far. */
function FirstForm({ onDone }: { onDone: () => void }) {
  const withStepUp = useStepUp();
  const router = useRouter();
  const form = useForm(
    ['password'],
    async ({ password }) => {
      await withStepUp(() => changePassword({ password }));
      onDone();
      toast({ title: 'You have a password' });
      // What else the page says depends on whether there is one.
      router.refresh();
    },
    {
      loadSchema: () => import('#lib/auth/contract').then((contract) => contract.passwordInput),
      retryFrom: 'password',
    },
  );
  return (
    <form className="flex flex-col gap-2" method="post" onSubmit={form.submit} noValidate>
      <NewPasswordField label="New password" error={form.fields.password} autoFocus />
      <FormMessage text={form.message} />
      <DialogActions submitLabel="Set password" busy={form.busy} />
    </form>
  );
}
