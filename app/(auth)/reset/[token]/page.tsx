import type { Metadata } from 'next';
import { DeadLink } from '#components/auth/dead-link';
import { ResetForm } from '#components/auth/reset-form';
import { AuthFrame } from '#components/shell/auth-frame';
import { Link } from '#components/ui/link';
import { TextLink } from '#components/ui/text-link';
import { findMailboxToken } from '#lib/auth/mailbox-tokens';

export const metadata: Metadata = { title: 'Choose a new password' };

export default async function ResetPage({ params }: PageProps<'/reset/[token]'>) {
  const { token } = await params;
  const found = await findMailboxToken(token, 'reset_password');
  if (!found) {
    return (
      <DeadLink>
        <Link href="/forgot">Ask for a new link</Link>
      </DeadLink>
    );
  }
  return (
    <AuthFrame
      title="Choose a new password"
      description={`For ${found.email}. You are then signed out everywhere.`}
      footer={
        <TextLink asChild>
          <Link href="/sign-in">Back to sign in</Link>
        </TextLink>
      }
    >
      <ResetForm token={token} email={found.email} />
    </AuthFrame>
  );
}
