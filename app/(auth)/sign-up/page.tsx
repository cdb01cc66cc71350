import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { SignUpForm } from '#components/auth/sign-up-form';
import { AuthFrame } from '#components/shell/auth-frame';
import { TextLink } from '#components/ui/text-link';
import { findCurrentSession } from '#lib/auth/current-session';

export const metadata: Metadata = { title: 'Create an account' };

export default async function SignUpPage() {
  if (await findCurrentSession()) redirect('/');
  return (
    <AuthFrame
      title="Create an account"
      description="One minute here, then link your first bank."
      footer={
        <>
          Have one already?{' '}
          <TextLink asChild>
            <Link href="/sign-in">Sign in</Link>
          </TextLink>
        </>
      }
    >
      <SignUpForm />
    </AuthFrame>
  );
}
