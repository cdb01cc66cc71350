import { PasswordSection } from '#components/auth/password-section';
import { FactorSettings } from '#components/factors/factor-settings';
import { SessionSection } from '#components/sessions/session-section';
import { PageHeader } from '#components/ui/page-header';
import { requireSession } from '#lib/auth/current-session';
import { getFactors } from '#lib/factors/queries';
import { arePasskeysPossible } from '#lib/factors/relying-party';
import { listSessions } from '#lib/sessions/queries';

export const metadata = { title: 'Security' };

export default async function SecuritySettingsPage() {
  const session = await requireSession();
  const [factors, sessions] = await Promise.all([
    getFactors(session.userId),
    listSessions(session),
  ]);
  return (
    <div className="max-w-2xl">
      <PageHeader title="Security" description="How you sign in, and where you are signed in." />
      <FactorSettings fallback={factors} passkeysPossible={arePasskeysPossible()} />
      <PasswordSection />
      <SessionSection fallback={sessions} />
    </div>
  );
}
