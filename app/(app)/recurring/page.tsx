import { RecurringView } from '#components/recurring/recurring-view';
import { LiveRefresh } from '#components/shell/live-refresh';
import { timeZoneChoice, todayIn } from '#components/shell/time-zone';
import { requireSession } from '#lib/auth/current-session';
import { readChoice } from '#lib/auth/read-choice';
import { getRecurring } from '#lib/recurring/queries';

export const metadata = { title: 'Recurring' };

export default async function RecurringPage() {
  const session = await requireSession();
  const today = todayIn(await readChoice(timeZoneChoice));
  return (
    <>
      <LiveRefresh topics={['recurring', 'transactions', 'categories']} />
      <RecurringView recurring={await getRecurring(session, today)} today={today} />
    </>
  );
}
