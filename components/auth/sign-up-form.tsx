'use client';

import { Button } from '#components/ui/button';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { signUp } from '#lib/auth/hooks';
import { useForm } from '#lib/client/use-form';
import { FormMessage } from './form-message.tsx';
import { NewPasswordField } from './new-password-field.tsx';

/** Where no mail leaves: all at once. */
export function SignUpForm({ invite }: { invite: string | undefined }) {
  const form = useForm(['name', 'email', 'password'], (person) => signUp({ ...person, invite }), {
    loadSchema: () => import('#lib/auth/contract').then((contract) => contract.newPersonInput),
  });
  return (
    <form method="post" className="flex flex-col gap-2" onSubmit={form.submit} noValidate>
      <Field label="Name" error={form.fields.name} steady>
        <Input name="name" autoComplete="name" required autoFocus />
      </Field>
      <Field label="E-mail" error={form.fields.email} steady>
        <Input name="email" type="email" autoComplete="email" required />
      </Field>
      <NewPasswordField error={form.fields.password} />
      <FormMessage text={form.message} />
      <Button type="submit" variant="primary" className="mt-3 w-full" loading={form.busy}>
        Create account
      </Button>
    </form>
  );
}
