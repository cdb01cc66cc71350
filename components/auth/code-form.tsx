'use client';

import { Field } from '#components/ui/field';
import { FormActions } from '#components/ui/form-actions';
import { Input } from '#components/ui/input';
import { useForm } from '#lib/client/use-form';
import { FormMessage } from './form-message.tsx';
import type { ProofFormProps } from './proof-form.tsx';
import { TotpField } from './totp-field.tsx';

/** Asks for a code: of the authenticator app, or one of those kept for losing it. */
export function CodeForm({
  kind,
  send,
  action,
  cancel,
}: ProofFormProps & { kind: 'totp' | 'recovery_code' }) {
  const form = useForm(['code'], ({ code }) => send({ kind, code }), {
    loadSchema: () =>
      import('#lib/factors/contract').then((contract) =>
        kind === 'totp' ? contract.totpInput : contract.recoveryCodeInput,
      ),
    retryFrom: 'code',
  });
  return (
    <form className="flex flex-col gap-2" method="post" onSubmit={form.submit} noValidate>
      {kind === 'totp' ? (
        <TotpField error={form.fields.code} autoFocus />
      ) : (
        <Field
          label="Recovery code"
          hint="One of the ten you kept. It serves this once."
          error={form.fields.code}
        >
          <Input
            name="code"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={100}
            required
            autoFocus
            className="font-mono"
          />
        </Field>
      )}
      <FormMessage text={form.message} />
      <FormActions submitLabel={action} busy={form.busy} cancel={cancel} />
    </form>
  );
}
