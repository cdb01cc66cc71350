'use client';

import { createContext, type ReactNode, use, useRef, useState } from 'react';
import { onDemand } from '#components/ui/on-demand';
import type { ProofKindsDto } from '#lib/auth/contract';
import { getProofKinds } from '#lib/auth/hooks';
import { ApiError } from '#lib/client/api';

const loadDialog = () => import('./step-up-dialog.tsx').then((file) => file.StepUpDialog);
// With what passkeys need it would be a twentieth of every page, and it is seldom asked for.
const StepUpDialog = onDemand(loadDialog);

type WithStepUp = <Answer>(send: () => Promise<Answer>) => Promise<Answer>;

const Context = createContext<WithStepUp>((send) => send());

/** Asks who it is above all pages, once, however many requests wait for the answer. */
export function StepUpProvider({ email, children }: { email: string; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const [proof, setProof] = useState<ProofKindsDto | null>(null);
  const waiting = useRef<((proved: boolean) => void)[]>([]);

  const ask = async () => {
    // Before it opens, so that it opens with what it asks for.
    const [kinds] = await Promise.all([getProofKinds(), loadDialog()]);
    setProof(kinds);
    return new Promise<boolean>((resolve) => {
      waiting.current.push(resolve);
      setOpen(true);
    });
  };
  const settle = (proved: boolean) => {
    setOpen(false);
    for (const resolve of waiting.current.splice(0)) resolve(proved);
  };
  const withStepUp: WithStepUp = async (send) => {
    try {
      return await send();
    } catch (error) {
      const isAsked = error instanceof ApiError && error.code === 'step_up_required';
      if (!isAsked || !(await ask())) throw error;
      return send();
    }
  };

  return (
    <Context value={withStepUp}>
      {children}
      {proof ? (
        <StepUpDialog
          open={open}
          proof={proof}
          email={email}
          onProved={() => settle(true)}
          onLeave={() => settle(false)}
        />
      ) : null}
    </Context>
  );
}

/**
 * `withStepUp(() => sendJson(…))` sends; where the server first wants to know anew who it is, the
 * person is asked and the same is sent once more. Rejects with the ApiError when they would rather not.
 */
export function useStepUp(): WithStepUp {
  return use(Context);
}
