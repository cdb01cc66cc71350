'use client';

import { FormMessage } from '#components/auth/form-message';
import { useStepUp } from '#components/auth/step-up';
import { Dialog, DialogContent } from '#components/ui/dialog';
import { DialogActions } from '#components/ui/dialog-actions';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { useForm } from '#lib/client/use-form';

type Props = {
  onOpenChange: (open: boolean) => void;
  /** Mails leave, so that the new mailbox is asked first. */
  isAsked: boolean;
  setEmail: (email: string) => Promise<void>;
};

export function ChangeEmailDialog({ open, ...props }: Props & { open: boolean }) {
  return (
    <Dialog open={open} onOpenChange={props.onOpenChange}>
      <DialogContent
        title="Change your e-mail"
        description={
          props.isAsked
            ? 'A link is sent to the new address. Once it comes back you sign in with that, and are signed out everywhere else. The old address is told.'
            : 'You sign in with the new address from now on, and are signed out everywhere else. This installation sends no mails, so mind the spelling.'
        }
      >
        <ChangeEmailForm {...props} />
      </DialogContent>
    </Dialog>
  );
}

function ChangeEmailForm({ onOpenChange, isAsked, setEmail }: Props) {
  const withStepUp = useStepUp();
  const form = useForm(
    ['email'],
    async ({ email }) => {
      await withStepUp(() => setEmail(email));
      onOpenChange(false);
    },
    { loadSchema: () => import('#lib/auth/contract').then((contract) => contract.emailInput) },
  );
  return (
    <form className="flex flex-col gap-2" method="post" onSubmit={form.submit} noValidate>
      <Field label="New e-mail" error={form.fields.email} steady>
        <Input name="email" type="email" autoComplete="email" required autoFocus />
      </Field>
      <FormMessage text={form.message} />
      <DialogActions submitLabel={isAsked ? 'Send the link' : 'Use this e-mail'} busy={form.busy} />
    </form>
  );
}
