'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button';
import { Callout } from '#components/ui/callout';
import { Link } from '#components/ui/link';
import { rememberChoice } from '#lib/client/remember-choice';
import { factorHintChoice } from './factor-hint-choice.tsx';

/** Says once, where there are banks, that one step alone is in front of them. */
export function FactorHint({
  firstStep,
  passkeysPossible,
}: {
  /** "your password or Example": with what signing in begins. */
  firstStep: string;
  passkeysPossible: boolean;
}) {
  const [isOver, setIsOver] = useState(false);
  if (isOver) return null;
  const dismiss = () => {
    rememberChoice(factorHintChoice, 'no');
    setIsOver(true);
  };
  return (
    <Callout
      title={`All this is behind ${firstStep} alone.`}
      className="mt-12"
      action={
        <>
          <Button asChild size="sm">
            <Link href="/settings/security">
              {passkeysPossible ? 'Add a passkey' : 'Add a second step'}
            </Link>
          </Button>
          <Button variant="ghost" size="sm" onClick={dismiss}>
            Not now
          </Button>
        </>
      }
    >
      {passkeysPossible
        ? 'With a passkey there is nothing to type, and nothing that somebody could learn from you.'
        : 'With an authenticator app that is not enough to get in.'}
    </Callout>
  );
}
