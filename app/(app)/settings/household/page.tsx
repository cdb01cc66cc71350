import { HouseholdSettings } from '#components/households/household-settings';
import { PrivacySection } from '#components/privacy/privacy-section';
import { timeZoneChoice, todayIn } from '#components/shell/time-zone';
import { requireSession } from '#lib/auth/current-session';
import { readChoice } from '#lib/auth/read-choice';
import { getHousehold } from '#lib/households/queries';
import { getPrivacy } from '#lib/privacy/queries';

export const metadata = { title: 'Household' };

export default async function HouseholdSettingsPage() {
  const session = await requireSession();
  const [household, privacy, timeZone] = await Promise.all([
    getHousehold(session),
    getPrivacy(session),
    readChoice(timeZoneChoice),
  ]);
  const today = todayIn(timeZone);
  return (
    <div className="max-w-3xl">
      <HouseholdSettings fallback={household} today={today}>
        <PrivacySection fallback={privacy} />
      </HouseholdSettings>
    </div>
  );
}
