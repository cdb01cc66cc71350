import type { Metadata, Route } from 'next';
import { redirect } from 'next/navigation';
import { Or } from '#components/auth/or';
import { SignUpForm } from '#components/auth/sign-up-form';
import { SignUpLinkForm } from '#components/auth/sign-up-link-form';
import { OidcButton } from '#components/oidc/oidc-button';
import { OidcProblem } from '#components/oidc/oidc-problem';
import { AuthFrame } from '#components/shell/auth-frame';
import { Button } from '#components/ui/button';
import { Link } from '#components/ui/link';
import { TextLink } from '#components/ui/text-link';
import { findCurrentSession } from '#lib/auth/current-session';
import { maySignUp } from '#lib/auth/sign-up-policy';
import { env } from '#lib/env';
import { readHouseholdToken } from '#lib/households/household-token';
import { findInvitation } from '#lib/invites/queries';
import { findProviderName } from '#lib/oidc/queries';

export const metadata: Metadata = { title: 'Create an account' };

export default async function SignUpPage({ searchParams }: PageProps<'/sign-up'>) {
  const { invite, problem } = await searchParams;
  const token = typeof invite === 'string' ? invite : undefined;
  if (await findCurrentSession()) redirect(token ? (`/invite/${token}` as Route) : '/');
  const invitation = token ? await findInvitation(token) : null;
  if (token && !invitation) redirect(`/invite/${encodeURIComponent(token)}` as Route);
  const provider = findProviderName();
  // Whoever comes back from the provider, where they have no account here, meant to go on by it.
  const isFromThere = problem === 'unknown';
  if (!(await maySignUp(token ? readHouseholdToken(token) : null))) return <Closed />;
  return (
    <AuthFrame
      title="Create an account"
      description={
        invitation
          ? `You then belong to ${invitation.household}, to which ${invitation.by} invites you.`
          : 'One minute here, then link your first bank.'
      }
      footer={
        <>
          Have one already?{' '}
          <TextLink asChild>
            <Link href="/sign-in">Sign in</Link>
          </TextLink>
        </>
      }
    >
      <OidcProblem provider={provider} problem={problem} />
      {provider && isFromThere ? (
        <>
          <OidcButton provider={provider} purpose="sign_up" invite={token} />
          <Or />
        </>
      ) : null}
      {env().SMTP_URL ? <SignUpLinkForm invite={token} /> : <SignUpForm invite={token} />}
      {provider && !isFromThere ? (
        <>
          <Or />
          <OidcButton provider={provider} purpose="sign_up" invite={token} />
        </>
      ) : null}
    </AuthFrame>
  );
}

function Closed() {
  const byInvite = env().SIGN_UP === 'invite';
  return (
    <AuthFrame
      title={byInvite ? 'By invitation' : 'This one is taken'}
      description={
        byInvite
          ? 'Whoever is invited can create an account here. Ask somebody who has one for a link.'
          : 'Whoever runs this installation keeps it for those who are here already.'
      }
    >
      <Button asChild variant="primary" className="w-full">
        <Link href="/sign-in">Sign in</Link>
      </Button>
    </AuthFrame>
  );
}
