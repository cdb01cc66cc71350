import type { Metadata, Route } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { PasskeySignIn } from '#components/auth/passkey-sign-in';
import { SignInForm } from '#components/auth/sign-in-form';
import { AuthFrame } from '#components/shell/auth-frame';
import { Callout } from '#components/ui/callout';
import { TextLink } from '#components/ui/text-link';
import { findCurrentSession } from '#lib/auth/current-session';
import { safeNextPath } from '#lib/auth/next-path';

import { maySignUp } from '#lib/auth/sign-up-policy';

import { arePasskeysPossible } from '#lib/factors/relying-party';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const { next, done } = await searchParams;
  const nextPath = safeNextPath(typeof next === 'string' ? next : null);
  if (await findCurrentSession()) redirect(nextPath as Route);
  return (
    <AuthFrame
      title="Sign in"
      description="Your accounts are kept on this server and nowhere else."
      footer={
        (await maySignUp(null)) ? (
          <>
            New here?{' '}
            <TextLink asChild>
              <Link href="/sign-up">Create an account</Link>
            </TextLink>
          </>
        ) : null
      }
    >
      {done === 'reset' ? (
        <Callout role="status" title="You have a new password" className="mb-6">
          You are signed out everywhere. Sign in with it.
        </Callout>
      ) : null}
      <SignInForm nextPath={nextPath} />
      {arePasskeysPossible() ? <PasskeySignIn nextPath={nextPath} /> : null}
    </AuthFrame>
  );
}
