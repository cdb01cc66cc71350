import type { Metadata, Route } from 'next';
import { redirect } from 'next/navigation';
import { Or } from '#components/auth/or';
import { PasskeySignIn } from '#components/auth/passkey-sign-in';
import { SignInForm } from '#components/auth/sign-in-form';
import { OidcButton } from '#components/oidc/oidc-button';
import { OidcProblem } from '#components/oidc/oidc-problem';
import { AuthFrame } from '#components/shell/auth-frame';
import { Callout } from '#components/ui/callout';
import { Link } from '#components/ui/link';
import { TextLink } from '#components/ui/text-link';
import { findCurrentSession } from '#lib/auth/current-session';
import { safeNextPath } from '#lib/auth/next-path';
import { maySignUp } from '#lib/auth/sign-up-policy';
import { arePasskeysPossible } from '#lib/factors/relying-party';
import { findProviderName } from '#lib/oidc/queries';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const { next, done, problem } = await searchParams;
  const provider = findProviderName();
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
      <OidcProblem provider={provider} problem={problem} />
      <SignInForm nextPath={nextPath} />
      {provider || arePasskeysPossible() ? <Or /> : null}
      <div className="flex flex-col gap-3">
        {arePasskeysPossible() ? <PasskeySignIn nextPath={nextPath} /> : null}
        {provider ? <OidcButton provider={provider} purpose="sign_in" next={nextPath} /> : null}
      </div>
    </AuthFrame>
  );
}
