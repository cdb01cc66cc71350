'use client';

import { finishSignIn } from '#lib/auth/hooks';
import type { FactorKind } from '#lib/factors/contract';
import { ProofForm } from './proof-form.tsx';

/** The second step of signing in. */
export function SecondStepForm({
  kinds,
  nextPath,
}: {
  kinds: readonly FactorKind[];
  nextPath: string;
}) {
  return (
    <ProofForm
      kinds={kinds}
      use="second_step"
      action="Sign in"
      cancel={null}
      send={(proof) => finishSignIn(proof, nextPath)}
    />
  );
}
