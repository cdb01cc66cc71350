import type { Metadata } from 'next';
import { DeadLink } from '#components/auth/dead-link';
import { VerifyForm } from '#components/auth/verify-form';
import { AuthFrame } from '#components/shell/auth-frame';
import { Link } from '#components/ui/link';
import { findMailboxToken } from '#lib/auth/mailbox-tokens';

export const metadata: Metadata = { title: 'Confirm your e-mail' };

export default async function VerifyPage({ params }: PageProps<'/verify/[token]'>) {
  const { token } = await params;
  const found = await findMailboxToken(token, 'verify_email', 'change_email');
  if (!found) {
    return (
      <DeadLink>
        <Link href="/settings/profile">See your profile</Link>
      </DeadLink>
    );
  }
  const isChange = found.kind === 'change_email';
  return (
    <AuthFrame
      title={isChange ? 'Your new e-mail' : 'Confirm your e-mail'}
      description={
        isChange
          ? `With ${found.email} you sign in from now on. You are then signed out everywhere else.`
          : `${found.email} is where Plumbline writes to you when something needs you.`
      }
    >
      <VerifyForm token={token} label={isChange ? 'Use this e-mail' : 'Confirm this e-mail'} />
    </AuthFrame>
  );
}
