'use client';

import { Button } from '#components/ui/button';
import { Callout } from '#components/ui/callout';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { PasswordInput } from '#components/ui/password-input';
import { signIn } from '#lib/auth/hooks';
import { useForm } from './use-form.ts';

export function SignInForm({ nextPath }: { nextPath: string }) {
  const form = useForm(['email', 'password'], ({ email, password }) =>
    signIn(email, password, nextPath),
  );
  return (
    <form className="flex flex-col gap-5" onSubmit={form.submit} noValidate>
      {form.message ? (
        <Callout tone="danger" role="alert">
          {form.message}
        </Callout>
      ) : null}
      <Field label="E-mail" error={form.fields.email}>
        <Input name="email" type="email" autoComplete="username" required autoFocus />
      </Field>
      <Field label="Password" error={form.fields.password}>
        <PasswordInput name="password" autoComplete="current-password" required />
      </Field>
      <Button type="submit" variant="primary" className="mt-1 w-full" loading={form.busy}>
        Sign in
      </Button>
    </form>
  );
}
