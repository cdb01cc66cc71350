'use client';

import { Button } from '#components/ui/button';
import { confirmEmail } from '#lib/auth/hooks';
import { useAttempt } from '#lib/client/use-attempt';
import { FormMessage } from './form-message.tsx';

/** A press, because programs that look after mailboxes open links too. */
export function VerifyForm({ token, label }: { token: string; label: string }) {
  const { pending, problem, attempt } = useAttempt();
  return (
    <div className="flex flex-col gap-4">
      <FormMessage text={problem} />
      <Button
        variant="primary"
        className="w-full"
        loading={pending}
        onClick={() => attempt(() => confirmEmail({ token }))}
      >
        {label}
      </Button>
    </div>
  );
}
