'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '#components/ui/button';
import { Callout } from '#components/ui/callout';
import { SectionHeading } from '#components/ui/section-heading';
import { StatusPill } from '#components/ui/status-pill';
import { toast } from '#components/ui/toast';
import { describeError } from '#lib/client/api';
import type { ProfileDto } from '#lib/profile/contract';
import { useProfile } from '#lib/profile/hooks';
import { ChangeEmailDialog } from './change-email-dialog.tsx';

/** The address to sign in with, whether it is known to be the person's, and the way to another. */
export function EmailSection({ fallback }: { fallback: ProfileDto }) {
  const { profile, setEmail, sendVerifyLink } = useProfile(fallback);
  const [changing, setChanging] = useState(false);
  const router = useRouter();
  const { email, emailState, pendingEmail } = profile;
  const change = async (next: string) => {
    await setEmail(next);
    // It also stands in the menu.
    router.refresh();
  };
  const confirm = () =>
    sendVerifyLink().then(
      () => toast({ title: 'A link was sent', description: `Look into the mailbox of ${email}.` }),
      (error: unknown) =>
        toast({ tone: 'danger', title: 'No link was sent', description: describeError(error) }),
    );
  return (
    <section aria-labelledby="email" className="mt-10">
      <SectionHeading id="email">E-mail</SectionHeading>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
        <p className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
          <span className="break-all">{email}</span>
          {emailState === 'confirmed' ? <StatusPill tone="positive">Confirmed</StatusPill> : null}
          {emailState === 'unconfirmed' ? (
            <StatusPill tone="warning">Not confirmed</StatusPill>
          ) : null}
        </p>
        <Button size="sm" onClick={() => setChanging(true)}>
          Change e-mail
        </Button>
      </div>
      {pendingEmail ? (
        <Callout title={`Waiting for ${pendingEmail}`}>
          A link was sent there. Open it within the hour; until then nothing changes.
        </Callout>
      ) : null}
      {emailState === 'unconfirmed' && !pendingEmail ? (
        <Callout
          tone="attention"
          title="Confirm that you read this mailbox"
          action={
            <Button size="sm" onClick={() => void confirm()}>
              Send a link
            </Button>
          }
        >
          It is where Plumbline writes when something needs you, and how you get back in should you
          forget your password.
        </Callout>
      ) : null}
      <ChangeEmailDialog
        open={changing}
        onOpenChange={setChanging}
        isAsked={emailState !== 'unknown'}
        setEmail={change}
      />
    </section>
  );
}
