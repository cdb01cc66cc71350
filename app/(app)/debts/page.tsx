import { DebtsView } from '#components/debts/debts-view';
import { LiveRefresh } from '#components/shell/live-refresh';
import { timeZoneChoice, todayIn } from '#components/shell/time-zone';
import { requireSession } from '#lib/auth/current-session';
import { readChoice } from '#lib/auth/read-choice';
import { getDebts } from '#lib/debts/queries';

export const metadata = { title: 'Debts' };

export default async function DebtsPage() {
  const session = await requireSession();
  const today = todayIn(await readChoice(timeZoneChoice));
  return (
    <>
      <LiveRefresh topics={['debts', 'products', 'accounts', 'transactions']} />
      <DebtsView debts={await getDebts(session, today)} today={today} />
    </>
  );
}
