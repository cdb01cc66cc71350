'use client';

import { useState } from 'react';
import { useStepUp } from '#components/auth/step-up';
import { toast } from '#components/ui/toast';
import type { FactorsDto } from '#lib/factors/contract';
import { useFactors } from '#lib/factors/hooks';
import { PasskeySection } from './passkey-section.tsx';
import { RecoverySection } from './recovery-section.tsx';
import { Standing } from './standing.tsx';
import { TotpSection } from './totp-section.tsx';

/** What it takes to sign in as this person, and how to make it more. */
export function FactorSettings({
  fallback,
  firstStep,
  passkeysPossible,
}: {
  fallback: FactorsDto;
  /** "your password or Example": with what signing in begins. */
  firstStep: string;
  passkeysPossible: boolean;
}) {
  const { factors, ...actions } = useFactors(fallback);
  const [newCodes, setNewCodes] = useState<string[] | null>(null);
  const withStepUp = useStepUp();

  /** Codes that were made with a change say enough of it, and stay until the person has kept them. */
  const change = async (title: string, send: () => Promise<string[] | null>) => {
    const codes = await withStepUp(send);
    if (codes) setNewCodes(codes);
    else toast({ title });
  };
  return (
    <>
      <Standing factors={factors} firstStep={firstStep} passkeysPossible={passkeysPossible} />
      <PasskeySection
        factors={factors}
        firstStep={firstStep}
        possible={passkeysPossible}
        onAdd={() => change('Your passkey was added', actions.addPasskey)}
        onRename={actions.renamePasskey}
        onRemove={(passkey) =>
          change('Your passkey was removed', () => actions.removePasskey(passkey))
        }
      />
      <TotpSection
        factors={factors}
        firstStep={firstStep}
        onBegin={() => withStepUp(actions.beginTotp)}
        onAdd={(code) => change('Your app was added', () => actions.addTotp(code))}
        onRemove={() => change('Your app was removed', actions.removeTotp)}
      />
      <RecoverySection
        factors={factors}
        newCodes={newCodes}
        onRenew={() => change('New codes were made', actions.renewRecoveryCodes)}
        onKept={() => setNewCodes(null)}
      />
    </>
  );
}
