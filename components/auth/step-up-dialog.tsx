'use client';

import { Button } from '#components/ui/button';
import { Dialog, DialogClose, DialogContent } from '#components/ui/dialog';
import { Field } from '#components/ui/field';
import { PasswordInput } from '#components/ui/password-input';
import { passwordProof } from '#lib/auth/contract';
import { stepUp } from '#lib/auth/hooks';
import { FormMessage } from './form-message.tsx';
import { useForm } from './use-form.ts';

/** Asks the person to prove anew who they are, over whatever asked for it. */
export function StepUpDialog({
  open,
  email,
  onProved,
  onLeave,
}: {
  open: boolean;
  email: string;
  onProved: () => void;
  onLeave: () => void;
}) {
  return (
    <Dialog open={open} onOpenChange={(next) => (next ? undefined : onLeave())}>
      <DialogContent
        title="Confirm that it’s you"
        description="What you are about to do asks for it. It then holds for ten minutes."
      >
        <PasswordForm email={email} onProved={onProved} />
      </DialogContent>
    </Dialog>
  );
}

function PasswordForm({ email, onProved }: { email: string; onProved: () => void }) {
  const form = useForm(
    ['password'],
    async ({ password }) => {
      await stepUp({ kind: 'password', password });
      onProved();
    },
    { schema: passwordProof, retryFrom: 'password' },
  );
  return (
    <form className="flex flex-col gap-2" onSubmit={form.submit} noValidate>
      {/* Tells a password manager whose password is asked for. */}
      <input type="email" autoComplete="username" value={email} readOnly hidden />
      <Field label="Password" error={form.fields.password} steady>
        <PasswordInput name="password" autoComplete="current-password" required />
      </Field>
      <FormMessage text={form.message} />
      <div className="mt-1 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" loading={form.busy}>
          Confirm
        </Button>
      </div>
    </form>
  );
}
