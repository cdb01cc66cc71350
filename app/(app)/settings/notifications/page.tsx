import { PreferenceTable } from '#components/notifications/preference-table';
import { requireSession } from '#lib/auth/current-session';
import { listPreferences } from '#lib/notifications/queries';

export const metadata = { title: 'Notifications' };

export default async function NotificationSettingsPage() {
  const session = await requireSession();
  return <PreferenceTable fallback={await listPreferences(session)} email={session.email} />;
}
