'use client';

import type { Route } from 'next';
import { AuthFrame } from '#components/shell/auth-frame';
import { Button } from '#components/ui/button';
import { Callout } from '#components/ui/callout';
import { Link } from '#components/ui/link';
import { useAttempt } from '#lib/client/use-attempt';
import type { InvitationDto } from '#lib/invites/contract';
import { acceptInvite } from '#lib/invites/hooks';

const asRole: Record<InvitationDto['role'], string> = {
  member: 'As a member you link banks, and edit what is shown to you.',
  viewer: 'As a viewer you look, and change nothing.',
};

/** What one is invited to, before one has joined. */
export function Invitation({
  invitation: { household, role, by },
  token,
  email,
}: {
  invitation: InvitationDto;
  token: string;
  /** Of whoever is signed in. */
  email: string | null;
}) {
  const { pending, problem, attempt } = useAttempt();
  return (
    <AuthFrame title={household} description={`${by} invites you to this household.`}>
      <ul className="mb-8 flex list-disc flex-col gap-2 pl-5 marker:text-ink-faint">
        <li>{asRole[role]}</li>
        <li>You see the accounts of its people, as far as each of them lets you.</li>
        {role === 'viewer' ? null : (
          <li>
            They see every account that you link there, unless you say otherwise: all of it, its
            balance only or nothing, for each person.
          </li>
        )}
      </ul>
      {problem ? (
        <Callout tone="danger" role="alert" title="You have not joined" className="mb-6">
          {problem}
        </Callout>
      ) : null}
      {email ? (
        <>
          <Button
            variant="primary"
            className="w-full"
            loading={pending}
            onClick={() => attempt(() => acceptInvite(token))}
          >
            Join the household
          </Button>
          <p className="mt-3 text-ink-soft text-sm">
            As {email}. What you have already stays in a household of its own.
          </p>
        </>
      ) : (
        <div className="flex flex-col gap-3">
          <Button variant="primary" asChild>
            <Link href={`/sign-up?invite=${token}` as Route}>Create an account</Link>
          </Button>
          <Button asChild>
            <Link href={`/sign-in?next=${encodeURIComponent(`/invite/${token}`)}` as Route}>
              Sign in
            </Link>
          </Button>
        </div>
      )}
    </AuthFrame>
  );
}
