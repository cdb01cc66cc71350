import { EmailSection } from '#components/profile/email-section';
import { NameForm } from '#components/profile/name-form';
import { PageHeader } from '#components/ui/page-header';
import { requireSession } from '#lib/auth/current-session';
import { getProfile } from '#lib/profile/queries';

export const metadata = { title: 'Profile' };

export default async function ProfileSettingsPage() {
  const { userId } = await requireSession();
  const profile = await getProfile(userId);
  return (
    <div className="max-w-2xl">
      <PageHeader title="Profile" description="Your name, and the e-mail you sign in with." />
      <NameForm fallback={profile} />
      <EmailSection fallback={profile} />
    </div>
  );
}
