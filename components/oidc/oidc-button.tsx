'use client';

import { FormMessage } from '#components/auth/form-message';
import { Button } from '#components/ui/button';
import { useAttempt } from '#lib/client/use-attempt';
import type { OidcStartInput } from '#lib/oidc/contract';
import { goToProvider } from '#lib/oidc/hooks';

/** The way in by the provider, on the pages before one is signed in. */
export function OidcButton({ provider, ...input }: OidcStartInput & { provider: string }) {
  const { pending, problem, attempt } = useAttempt();
  return (
    <div className="flex flex-col gap-4">
      <FormMessage text={problem} />
      <Button
        className="w-full"
        loading={pending}
        onClick={() => attempt(() => goToProvider(input))}
      >
        <span className="truncate">Continue with {provider}</span>
      </Button>
    </div>
  );
}
