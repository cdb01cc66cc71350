import type { Metadata } from 'next';
import { ForgotForm } from '#components/auth/forgot-form';
import { AuthFrame } from '#components/shell/auth-frame';
import { Link } from '#components/ui/link';
import { TextLink } from '#components/ui/text-link';
import { env } from '#lib/env';

export const metadata: Metadata = { title: 'Forgot your password' };

export default function ForgotPage() {
  return (
    <AuthFrame
      title="Forgot your password?"
      description="A link to choose a new one is sent to your e-mail. It is good for half an hour."
      footer={
        <TextLink asChild>
          <Link href="/sign-in">Back to sign in</Link>
        </TextLink>
      }
    >
      <ForgotForm mailsLeave={env().SMTP_URL !== undefined} />
    </AuthFrame>
  );
}
