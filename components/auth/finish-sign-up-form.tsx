'use client';

import { Button } from '#components/ui/button';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { finishSignUp } from '#lib/auth/hooks';
import { useForm } from '#lib/client/use-form';
import { FormMessage } from './form-message.tsx';
import { NewPasswordField } from './new-password-field.tsx';

export function FinishSignUpForm({ token, email }: { token: string; email: string }) {
  const form = useForm(['name', 'password'], (input) => finishSignUp({ ...input, token }), {
    loadSchema: () => import('#lib/auth/contract').then((contract) => contract.nameAndPassword),
  });
  return (
    <form method="post" className="flex flex-col gap-2" onSubmit={form.submit} noValidate>
      {/* Tells a password manager whose password it is. */}
      <input type="email" autoComplete="username" value={email} readOnly hidden />
      <Field label="Name" error={form.fields.name} steady>
        <Input name="name" autoComplete="name" required autoFocus />
      </Field>
      <NewPasswordField error={form.fields.password} />
      <FormMessage text={form.message} />
      <Button type="submit" variant="primary" className="mt-3 w-full" loading={form.busy}>
        Create account
      </Button>
    </form>
  );
}
