'use client';

import { useState } from 'react';
import { useStepUp } from '#components/auth/step-up';
import type { FactorsDto } from '#lib/factors/contract';
import { useFactors } from '#lib/factors/hooks';
import { RecoverySection } from './recovery-section.tsx';
import { Standing } from './standing.tsx';
import { TotpSection } from './totp-section.tsx';

/** What it takes to sign in as this person, and how to make it more. */
export function FactorSettings({ fallback }: { fallback: FactorsDto }) {
  const { factors, beginTotp, addTotp, removeTotp, renewRecoveryCodes } = useFactors(fallback);
  const [newCodes, setNewCodes] = useState<string[] | null>(null);
  const withStepUp = useStepUp();

  /** Codes that were made with a change stay on the page until the person has kept them. */
  const change = async (send: () => Promise<string[] | null>) => {
    const codes = await withStepUp(send);
    if (codes) setNewCodes(codes);
  };
  return (
    <>
      <Standing factors={factors} />
      <TotpSection
        factors={factors}
        onBegin={() => withStepUp(beginTotp)}
        onAdd={(code) => change(() => addTotp(code))}
        onRemove={() => change(removeTotp)}
      />
      <RecoverySection
        factors={factors}
        newCodes={newCodes}
        onRenew={() => change(renewRecoveryCodes)}
        onKept={() => setNewCodes(null)}
      />
    </>
  );
}
