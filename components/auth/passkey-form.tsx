'use client';

import { KeyRound } from 'lucide-react';
import { Button } from '#components/ui/button';
import { provePasskey } from '#lib/auth/hooks';
import { useAttempt } from '#lib/client/use-attempt';
import { FormMessage } from './form-message.tsx';
import type { ProofFormProps } from './proof-form.tsx';

/** Has the browser ask for a passkey, on a press: some browsers allow it no other way. */
export function PasskeyForm({ use, send, cancel }: ProofFormProps) {
  const { pending, problem, attempt } = useAttempt();
  const prove = () => attempt(async () => send(await provePasskey(use)));
  return (
    <div className="flex flex-col gap-4">
      <p className="text-ink-soft">
        Your browser asks for it: a fingerprint, your face, the device’s PIN, or a security key.
      </p>
      <FormMessage text={problem} />
      <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        {cancel}
        <Button
          variant="primary"
          data-first=""
          loading={pending}
          onClick={prove}
          className={cancel ? undefined : 'w-full'}
        >
          <KeyRound aria-hidden="true" />
          Use your passkey
        </Button>
      </div>
    </div>
  );
}
