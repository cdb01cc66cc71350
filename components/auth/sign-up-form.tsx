'use client';

import { Button } from '#components/ui/button';
import { Callout } from '#components/ui/callout';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { PasswordInput } from '#components/ui/password-input';
import { signUpInput } from '#lib/auth/contract';
import { signUp } from '#lib/auth/hooks';
import { useForm } from './use-form.ts';

export function SignUpForm() {
  const form = useForm(['name', 'email', 'password'], signUp, signUpInput);
  return (
    <form className="flex flex-col gap-5" onSubmit={form.submit} noValidate>
      {form.message ? (
        <Callout tone="danger" role="alert">
          {form.message}
        </Callout>
      ) : null}
      <Field label="Name" error={form.fields.name}>
        <Input name="name" autoComplete="name" required autoFocus />
      </Field>
      <Field label="E-mail" error={form.fields.email}>
        <Input name="email" type="email" autoComplete="email" required />
      </Field>
      <Field
        label="Password"
        hint="At least 10 characters. A sentence you can remember is best."
        error={form.fields.password}
      >
        <PasswordInput name="password" autoComplete="new-password" required />
      </Field>
      <Button type="submit" variant="primary" className="mt-1 w-full" loading={form.busy}>
        Create account
      </Button>
    </form>
  );
}
