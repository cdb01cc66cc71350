'use client';

import { type ReactNode, useState } from 'react';
import { OidcForm } from '#components/oidc/oidc-form';
import { Button } from '#components/ui/button';
import type { ProofKind, StepUpInput } from '#lib/auth/contract';
import type { PasskeyUse } from '#lib/auth/hooks';
import { CodeForm } from './code-form.tsx';
import { PasskeyForm } from './passkey-form.tsx';
import { PasswordForm } from './password-form.tsx';

export type ProofFormProps = {
  send: (proof: StepUpInput) => Promise<void>;
  /** What it is proved for. */
  use: PasskeyUse;
  /** On its button. */
  action: string;
  /** Beside its button: the way out, or null. */
  cancel: ReactNode;
};

const otherWays: Record<Exclude<ProofKind, 'oidc'>, string> = {
  passkey: 'Use a passkey',
  totp: 'Use your authenticator app',
  recovery_code: 'Use a recovery code',
  password: 'Use your password',
};

/** Asks somebody to prove who they are, in the best way they have, or in another of theirs. */
export function ProofForm({
  kinds,
  email,
  provider = null,
  ...form
}: ProofFormProps & {
  kinds: readonly ProofKind[];
  email?: string;
  /** What people call the OIDC provider, where one of the kinds is at it. */
  provider?: string | null;
}) {
  const [chosen, setChosen] = useState<ProofKind | undefined>();
  const kind = chosen ?? kinds[0];
  return (
    <div className="flex flex-col gap-4">
      {kind === 'passkey' ? <PasskeyForm {...form} /> : null}
      {kind === 'password' ? <PasswordForm email={email} {...form} /> : null}
      {kind === 'totp' || kind === 'recovery_code' ? (
        <CodeForm key={kind} kind={kind} {...form} />
      ) : null}
      {kind === 'oidc' && provider ? <OidcForm provider={provider} cancel={form.cancel} /> : null}
      {kinds
        .filter((each) => each !== kind)
        .map((each) => (
          <Button key={each} variant="link" className="self-start" onClick={() => setChosen(each)}>
            {each === 'oidc' ? `Sign in with ${provider}` : otherWays[each]} instead
          </Button>
        ))}
    </div>
  );
}
