'use client';

import { type ReactNode, useState } from 'react';
import { Button } from '#components/ui/button';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { useForm } from '#lib/client/use-form';
import { FormMessage } from './form-message.tsx';

/** Asks for an e-mail to send a link to, and says in its place what becomes of it. */
export function MailboxForm({
  autoComplete,
  send,
  children,
}: {
  autoComplete: 'username' | 'email';
  send: (email: string) => Promise<unknown>;
  /** What the person reads once it is sent. */
  children: (sentTo: string) => ReactNode;
}) {
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useForm(
    ['email'],
    async ({ email }) => {
      await send(email);
      setSentTo(email);
    },
    { loadSchema: () => import('#lib/auth/contract').then((contract) => contract.emailInput) },
  );
  if (sentTo) return children(sentTo);
  return (
    <form className="flex flex-col gap-2" method="post" onSubmit={form.submit} noValidate>
      <Field label="E-mail" error={form.fields.email} steady>
        <Input name="email" type="email" autoComplete={autoComplete} required autoFocus />
      </Field>
      <FormMessage text={form.message} />
      <Button type="submit" variant="primary" className="mt-1 w-full" loading={form.busy}>
        Send a link
      </Button>
    </form>
  );
}
