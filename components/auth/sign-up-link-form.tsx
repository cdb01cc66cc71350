'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button';
import { Callout } from '#components/ui/callout';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { emailInput } from '#lib/auth/contract';
import { requestSignUp } from '#lib/auth/hooks';
import { useForm } from '#lib/client/use-form';
import { FormMessage } from './form-message.tsx';

/** Where mails leave: the mailbox first, so that nobody is told here who has an account. */
export function SignUpLinkForm({ invite }: { invite: string | undefined }) {
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useForm(
    ['email'],
    async ({ email }) => {
      await requestSignUp({ email, invite });
      setSentTo(email);
    },
    { schema: emailInput },
  );
  if (sentTo) {
    return (
      <Callout title="Look into your mailbox" role="status">
        A link is on its way to {sentTo}; with it you choose a name and a password. It is good for
        an hour, may take a minute, and may be taken for spam.
      </Callout>
    );
  }
  return (
    <form method="post" className="flex flex-col gap-2" onSubmit={form.submit} noValidate>
      <Field label="E-mail" error={form.fields.email} steady>
        <Input name="email" type="email" autoComplete="email" required autoFocus />
      </Field>
      <FormMessage text={form.message} />
      <Button type="submit" variant="primary" className="mt-1 w-full" loading={form.busy}>
        Send a link
      </Button>
    </form>
  );
}
