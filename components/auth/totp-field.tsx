'use client';

import type { FormEvent } from 'react';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';

/** Six digits of an authenticator app; the sixth sends the form it stands in. */
export function TotpField({ error, autoFocus }: { error?: string; autoFocus?: boolean }) {
  const sendWhole = ({ currentTarget: input }: FormEvent<HTMLInputElement>) => {
    if (/^\s*(\d\s*){6}$/.test(input.value)) input.form?.requestSubmit();
  };
  return (
    <Field label="Code from your authenticator app" error={error} steady>
      <Input
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={12}
        required
        autoFocus={autoFocus}
        onInput={sendWhole}
        className="font-mono tracking-widest"
      />
    </Field>
  );
}
