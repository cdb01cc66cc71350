'use client';

import { useState } from 'react';
import { useStepUp } from '#components/auth/step-up';
import { Button } from '#components/ui/button';
import { Callout } from '#components/ui/callout';
import { ConfirmDialog } from '#components/ui/confirm-dialog';
import { RelativeTime } from '#components/ui/relative-time';
import { SectionHeading } from '#components/ui/section-heading';
import { toast } from '#components/ui/toast';
import { useAttempt } from '#lib/client/use-attempt';
import type { OidcDto } from '#lib/oidc/contract';
import { goToProvider, useOidc } from '#lib/oidc/hooks';

/** The provider by which the person may sign in: linked, or the way to it. */
export function OidcSection({
  fallback,
  hasPassword,
}: {
  fallback: OidcDto;
  /** Otherwise it is all they sign in with, and stays. */
  hasPassword: boolean;
}) {
  const { oidc, unlink } = useOidc(fallback);
  const [unlinking, setUnlinking] = useState(false);
  const { pending, problem, attempt } = useAttempt();
  const withStepUp = useStepUp();
  const { provider, identity } = oidc;
  const link = () =>
    attempt(() => withStepUp(() => goToProvider({ purpose: 'link', next: '/settings/security' })));
  const confirm = () =>
    attempt(async () => {
      await withStepUp(unlink);
      setUnlinking(false);
      toast({ title: `${provider} was unlinked` });
    });

  return (
    <section aria-labelledby="oidc" className="mb-10">
      <SectionHeading id="oidc">{provider}</SectionHeading>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 pt-3">
        <div className="min-w-0 flex-1 basis-64 text-ink-soft">
          {identity ? (
            <>
              <p className="break-words text-ink">
                Linked{identity.label ? ` as ${identity.label}` : ''}
              </p>
              <p>
                Since <RelativeTime iso={identity.linkedAt} />. It stands in for your password; what
                else your account asks for is still asked.
                {hasPassword
                  ? null
                  : ' Set a password first to unlink it: it is all you sign in with.'}
              </p>
            </>
          ) : (
            <p>
              Sign in with your account there instead of your password. What else your account asks
              for is still asked.
            </p>
          )}
        </div>
        {identity ? null : (
          <Button size="sm" loading={pending} onClick={link}>
            Link
          </Button>
        )}
        {identity && hasPassword ? (
          <Button size="sm" variant="ghost" onClick={() => setUnlinking(true)}>
            Unlink
          </Button>
        ) : null}
      </div>
      {problem && !unlinking ? (
        <Callout tone="danger" role="alert" className="mt-3">
          {problem}
        </Callout>
      ) : null}
      <ConfirmDialog
        open={unlinking}
        onOpenChange={setUnlinking}
        title={`Unlink ${provider}?`}
        description="It no longer signs you in. You are signed out everywhere else."
        confirmLabel="Unlink"
        tone="danger"
        pending={pending}
        error={problem}
        onConfirm={confirm}
      />
    </section>
  );
}
