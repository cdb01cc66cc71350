import { PreferenceTable } from '#components/notifications/preference-table';
import { DeviceSection } from '#components/push-devices/device-section';
import { requireSession } from '#lib/auth/current-session';
import { listPreferences } from '#lib/notifications/queries';
import { listPushDevices } from '#lib/push-devices/queries';

export const metadata = { title: 'Notifications' };

export default async function NotificationSettingsPage() {
  const session = await requireSession();
  const [preferences, devices] = await Promise.all([
    listPreferences(session),
    listPushDevices(session),
  ]);
  return (
    <PreferenceTable fallback={preferences} email={session.email}>
      <DeviceSection fallback={devices} />
    </PreferenceTable>
  );
}
