'use client';

import type { ReactNode } from 'react';
import { FormMessage } from '#components/auth/form-message';
import { Button } from '#components/ui/button';
import { useAttempt } from '#lib/client/use-attempt';
import { goToProvider } from '#lib/oidc/hooks';

/** Confirms at the provider: the page is left, and comes back as it is. */
export function OidcForm({ provider, cancel }: { provider: string; cancel?: ReactNode }) {
  const { pending, problem, attempt } = useAttempt();
  const leave = () => {
    const { pathname, search } = window.location;
    return goToProvider({ purpose: 'step_up', next: `${pathname}${search}` });
  };
  return (
    <div className="flex flex-col gap-4">
      <p className="text-ink-soft">
        Sign in there once more. You then come back to this page, and begin again with what you were
        about to do.
      </p>
      <FormMessage text={problem} />
      <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        {cancel}
        <Button
          variant="primary"
          data-first=""
          loading={pending}
          onClick={() => attempt(leave)}
          className={cancel ? undefined : 'w-full'}
        >
          <span className="truncate">Continue with {provider}</span>
        </Button>
      </div>
    </div>
  );
}
