import { IncomeView } from '#components/income/income-view';
import { LiveRefresh } from '#components/shell/live-refresh';
import { timeZoneChoice, todayIn } from '#components/shell/time-zone';
import { requireSession } from '#lib/auth/current-session';
import { readChoice } from '#lib/auth/read-choice';
import { getIncome } from '#lib/income/queries';

export const metadata = { title: 'Income' };

export default async function IncomePage() {
  const session = await requireSession();
  const today = todayIn(await readChoice(timeZoneChoice));
  return (
    <>
      <LiveRefresh topics={['income', 'transactions']} />
      <IncomeView income={await getIncome(session)} today={today} />
    </>
  );
}
