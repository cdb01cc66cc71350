import { PasswordSection } from '#components/auth/password-section';
import { FactorSettings } from '#components/factors/factor-settings';
import { OidcProblem } from '#components/oidc/oidc-problem';
import { OidcSection } from '#components/oidc/oidc-section';
import { SessionSection } from '#components/sessions/session-section';
import { PageHeader } from '#components/ui/page-header';
import { requireSession } from '#lib/auth/current-session';
import { listFirstSteps, nameFirstStep } from '#lib/auth/first-steps';
import { getFactors } from '#lib/factors/queries';
import { arePasskeysPossible } from '#lib/factors/relying-party';
import { findProviderName, getOidc } from '#lib/oidc/queries';
import { listSessions } from '#lib/sessions/queries';

export const metadata = { title: 'Security' };

export default async function SecuritySettingsPage({
  searchParams,
}: PageProps<'/settings/security'>) {
  const session = await requireSession();
  const { problem } = await searchParams;
  const [factors, firstSteps, oidc, sessions] = await Promise.all([
    getFactors(session.userId),
    listFirstSteps(session.userId),
    getOidc(session.userId),
    listSessions(session),
  ]);
  const hasPassword = firstSteps.includes('password');
  const firstStep = nameFirstStep(firstSteps, oidc?.provider ?? null);
  return (
    <div className="max-w-2xl">
      <PageHeader title="Security" description="How you sign in, and where you are signed in." />
      <OidcProblem provider={findProviderName()} problem={problem} />
      <FactorSettings
        fallback={factors}
        firstStep={firstStep}
        passkeysPossible={arePasskeysPossible()}
      />
      {oidc ? <OidcSection fallback={oidc} hasPassword={hasPassword} /> : null}
      <PasswordSection hasPassword={hasPassword} />
      <SessionSection fallback={sessions} />
    </div>
  );
}
