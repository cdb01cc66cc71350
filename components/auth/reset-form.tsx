'use client';

import { Button } from '#components/ui/button';
import { resetPassword } from '#lib/auth/hooks';
import { useForm } from '#lib/client/use-form';
import { FormMessage } from './form-message.tsx';
import { NewPasswordField } from './new-password-field.tsx';

export function ResetForm({ token, email }: { token: string; email: string }) {
  const form = useForm(['password'], ({ password }) => resetPassword({ token, password }), {
    loadSchema: () => import('#lib/auth/contract').then((contract) => contract.passwordInput),
    retryFrom: 'password',
  });
  return (
    <form className="flex flex-col gap-2" method="post" onSubmit={form.submit} noValidate>
      {/* Tells a password manager whose password it is. */}
      <input type="email" autoComplete="username" value={email} readOnly hidden />
      <NewPasswordField label="New password" error={form.fields.password} autoFocus />
      <FormMessage text={form.message} />
      <Button type="submit" variant="primary" className="mt-3 w-full" loading={form.busy}>
        Use this password
      </Button>
    </form>
  );
}
