'use client';

import { Field } from '#components/ui/field';
import { FormActions } from '#components/ui/form-actions';
import { PasswordInput } from '#components/ui/password-input';
import { useForm } from '#lib/client/use-form';
import { FormMessage } from './form-message.tsx';
import type { ProofFormProps } from './proof-form.tsx';

export function PasswordForm({ email, send, action, cancel }: ProofFormProps & { email?: string }) {
  const form = useForm(['password'], ({ password }) => send({ kind: 'password', password }), {
    loadSchema: () => import('#lib/auth/contract').then((contract) => contract.passwordProof),
    retryFrom: 'password',
  });
  return (
    <form className="flex flex-col gap-2" method="post" onSubmit={form.submit} noValidate>
      {/* Tells a password manager whose password is asked for. */}
      <input type="email" autoComplete="username" value={email} readOnly hidden />
      <Field label="Password" error={form.fields.password} steady>
        <PasswordInput name="password" autoComplete="current-password" required />
      </Field>
      <FormMessage text={form.message} />
      <FormActions submitLabel={action} busy={form.busy} cancel={cancel} />
    </form>
  );
}
