'use client';

import { Button } from '#components/ui/button';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { Link } from '#components/ui/link';
import { PasswordInput } from '#components/ui/password-input';
import { TextLink } from '#components/ui/text-link';
import { signIn } from '#lib/auth/hooks';
import { useForm } from '#lib/client/use-form';
import { FormMessage } from './form-message.tsx';

export function SignInForm({ nextPath }: { nextPath: string }) {
  const form = useForm(
    ['email', 'password'],
    ({ email, password }) => signIn(email, password, nextPath),
    // The address is mostly right; the password is typed again.
    {
      loadSchema: () => import('#lib/auth/contract').then((contract) => contract.signInInput),
      retryFrom: 'password',
    },
  );
  return (
    <form className="flex flex-col gap-2" method="post" onSubmit={form.submit} noValidate>
      <Field label="E-mail" error={form.fields.email} steady>
        <Input name="email" type="email" autoComplete="username webauthn" required autoFocus />
      </Field>
      <Field
        label="Password"
        aside={
          <TextLink asChild>
            <Link href="/forgot">Forgot it?</Link>
          </TextLink>
        }
        error={form.fields.password}
        steady
      >
        <PasswordInput name="password" autoComplete="current-password" required />
      </Field>
      <FormMessage text={form.message} />
      <Button type="submit" variant="primary" className="mt-1 w-full" loading={form.busy}>
        Sign in
      </Button>
    </form>
  );
}
