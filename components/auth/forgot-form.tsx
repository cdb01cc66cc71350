'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button';
import { Callout } from '#components/ui/callout';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { emailInput } from '#lib/auth/contract';
import { requestReset } from '#lib/auth/hooks';
import { useForm } from '#lib/client/use-form';
import { FormMessage } from './form-message.tsx';

/** @param mailsLeave  otherwise the operator has to pass the link on */
export function ForgotForm({ mailsLeave }: { mailsLeave: boolean }) {
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useForm(
    ['email'],
    async ({ email }) => {
      await requestReset(email);
      setSentTo(email);
    },
    { schema: emailInput },
  );
  if (sentTo) {
    return (
      <Callout title={mailsLeave ? 'Look into your mailbox' : 'Ask your operator'} role="status">
        {mailsLeave
          ? `If ${sentTo} has an account, a link is on its way. It may take a minute, and may be taken for spam.`
          : `This installation sends no mails. If ${sentTo} has an account, whoever runs Plumbline finds the link under Operator → Mail and can give it to you.`}
      </Callout>
    );
  }
  return (
    <form className="flex flex-col gap-2" method="post" onSubmit={form.submit} noValidate>
      <Field label="E-mail" error={form.fields.email} steady>
        <Input name="email" type="email" autoComplete="username" required autoFocus />
      </Field>
      <FormMessage text={form.message} />
      <Button type="submit" variant="primary" className="mt-1 w-full" loading={form.busy}>
        Send a link
      </Button>
    </form>
  );
}
