import { cookies } from 'next/headers';
import { HouseholdSettings } from '#components/households/household-settings';
import { PrivacySection } from '#components/privacy/privacy-section';
import { timeZoneCookieName, todayIn } from '#components/shell/time-zone';
import { requireSession } from '#lib/auth/current-session';
import { getHousehold } from '#lib/households/queries';
import { getPrivacy } from '#lib/privacy/queries';

export const metadata = { title: 'Household' };

export default async function HouseholdSettingsPage() {
  const session = await requireSession();
  const [household, privacy, cookieJar] = await Promise.all([
    getHousehold(session),
    getPrivacy(session),
    cookies(),
  ]);
  const today = todayIn(cookieJar.get(timeZoneCookieName)?.value);
  return (
    <div className="max-w-3xl">
      <HouseholdSettings fallback={household} today={today}>
        <PrivacySection fallback={privacy} />
      </HouseholdSettings>
    </div>
  );
}
