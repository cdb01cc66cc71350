'use client';

import { useState } from 'react';
import { useStepUp } from '#components/auth/step-up';
import { Button } from '#components/ui/button';
import { ConfirmDialog } from '#components/ui/confirm-dialog';
import { SectionHeading } from '#components/ui/section-heading';
import { toast } from '#components/ui/toast';
import { useAttempt } from '#lib/client/use-attempt';
import type { SessionDto, SessionListDto } from '#lib/sessions/contract';
import { useSessions } from '#lib/sessions/hooks';
import { SessionRow } from './session-row.tsx';

/** Where the person is signed in, to recognise what is not theirs and to end it. */
export function SessionSection({ fallback }: { fallback: SessionListDto }) {
  const { sessions, endSession, endOtherSessions } = useSessions(fallback);
  const [asked, setAsked] = useState<SessionDto | 'others' | null>(null);
  const withStepUp = useStepUp();
  const { pending, problem, attempt } = useAttempt();
  const others = sessions.filter((session) => !session.current);

  const confirm = () =>
    attempt(async () => {
      if (asked === null) return;
      await withStepUp(() => (asked === 'others' ? endOtherSessions() : endSession(asked.id)));
      setAsked(null);
      toast({ title: asked === 'others' ? 'Signed out everywhere else' : 'Signed out there' });
    });

  return (
    <section aria-labelledby="sessions">
      <SectionHeading id="sessions">Where you are signed in</SectionHeading>
      <ul>
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} onEnd={() => setAsked(session)} />
        ))}
      </ul>
      {others.length > 0 ? (
        <Button className="mt-4" onClick={() => setAsked('others')}>
          Sign out everywhere else
        </Button>
      ) : null}
      <ConfirmDialog
        open={asked !== null}
        onOpenChange={(open) => (open ? undefined : setAsked(null))}
        title={asked === 'others' ? 'Sign out everywhere else?' : 'Sign out there?'}
        description={
          asked === 'others'
            ? 'Every other browser is signed out at once, whatever it has open. This one stays, and so do your access tokens: revoke those at Settings, API.'
            : `${asked?.device} is signed out at once, whatever it has open.`
        }
        confirmLabel="Sign out"
        tone="danger"
        pending={pending}
        error={problem}
        onConfirm={confirm}
      />
    </section>
  );
}
