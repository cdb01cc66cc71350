import type { Metadata } from 'next';
import { DeadLink } from '#components/auth/dead-link';
import { FinishSignUpForm } from '#components/auth/finish-sign-up-form';
import { AuthFrame } from '#components/shell/auth-frame';
import { Link } from '#components/ui/link';
import { findMailboxToken } from '#lib/auth/mailbox-tokens';

export const metadata: Metadata = { title: 'Create your account' };

export default async function FinishSignUpPage({ params }: PageProps<'/sign-up/[token]'>) {
  const { token } = await params;
  const found = await findMailboxToken(token, 'sign_up');
  if (!found) {
    return (
      <DeadLink>
        <Link href="/sign-up">Ask for a new link</Link>
      </DeadLink>
    );
  }
  return (
    <AuthFrame title="Create your account" description={`You sign in with ${found.email}.`}>
      <FinishSignUpForm token={token} email={found.email} />
    </AuthFrame>
  );
}
