'use client';

import { KeyRound } from 'lucide-react';
import { useEffect, useEffectEvent } from 'react';
import { Button } from '#components/ui/button';
import { finishSignIn, provePasskey } from '#lib/auth/hooks';
import { ApiError } from '#lib/client/api';
import { canAutofillPasskeys, stopAskingForPasskey } from '#lib/client/passkeys';
import { useAttempt } from '#lib/client/use-attempt';
import { FormMessage } from './form-message.tsx';

/** Sooner than what a passkey is asked to sign runs out. */
const renewMs = 4 * 60_000;

/**
 * Signs in with a passkey alone: among what the browser offers to fill in as the e-mail, where it can,
 * and by a button.
 */
export function PasskeySignIn({ nextPath }: { nextPath: string }) {
  const { pending, problem, attempt } = useAttempt();
  const signIn = (autofill: boolean) =>
    provePasskey('first_step', { autofill }).then((proof) => finishSignIn(proof, nextPath));

  const offer = useEffectEvent(async () => {
    if (document.hidden || !(await canAutofillPasskeys())) return;
    const offered = signIn(true);
    // Declined by the next offer, or by the button: nobody did anything wrong.
    const isDeclined = (error: unknown) => error instanceof ApiError && error.code === 'declined';
    offered.catch((error: unknown) => {
      if (!isDeclined(error)) attempt(() => Promise.reject(error));
    });
  });
  useEffect(() => {
    const renew = () => void offer();
    renew();
    const timer = setInterval(renew, renewMs);
    document.addEventListener('visibilitychange', renew);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', renew);
      stopAskingForPasskey();
    };
  }, []);

  return (
    <div className="flex flex-col gap-4">
      <FormMessage text={problem} />
      <Button loading={pending} onClick={() => attempt(() => signIn(false))}>
        <KeyRound aria-hidden="true" />
        Use a passkey
      </Button>
    </div>
  );
}
