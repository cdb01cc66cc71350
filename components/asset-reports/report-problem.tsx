'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useTransition } from 'react';
import { Button } from '#components/ui/button';
import { Callout } from '#components/ui/callout';

/** Why what is in the report cannot be shown now; the report itself is not lost. */
export function ReportProblem({ children }: { children: ReactNode }) {
  const { refresh } = useRouter();
  const [pending, startTransition] = useTransition();
  return (
    <Callout
      tone="danger"
      role="alert"
      action={
        <Button size="sm" loading={pending} onClick={() => startTransition(refresh)}>
          Try again
        </Button>
      }
    >
      {children}
    </Callout>
  );
}
