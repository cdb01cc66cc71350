import type { Metadata } from 'next';
import { Invitation } from '#components/invites/invitation';
import { AuthFrame } from '#components/shell/auth-frame';
import { Button } from '#components/ui/button';
import { Link } from '#components/ui/link';
import { findCurrentSession } from '#lib/auth/current-session';
import { findInvitation } from '#lib/invites/queries';

export const metadata: Metadata = { title: 'An invitation' };

export default async function InvitePage({ params }: PageProps<'/invite/[token]'>) {
  const { token } = await params;
  const [invitation, session] = await Promise.all([findInvitation(token), findCurrentSession()]);
  if (!invitation) {
    return (
      <AuthFrame
        title="This invitation is not open"
        description="It was used or taken back, or its week is over. Ask whoever sent it for a new one; nothing was changed."
      >
        <Button variant="primary" asChild>
          <Link href="/">{session ? 'Back to your household' : 'Sign in'}</Link>
        </Button>
      </AuthFrame>
    );
  }
  return <Invitation invitation={invitation} token={token} email={session?.email ?? null} />;
}
