import { PlanView } from '#components/debts/plan-view';
import { LiveRefresh } from '#components/shell/live-refresh';
import { timeZoneChoice, todayIn } from '#components/shell/time-zone';
import { requireSession } from '#lib/auth/current-session';
import { readChoice } from '#lib/auth/read-choice';
import { planQuery } from '#lib/debts/contract';
import { getPlan } from '#lib/debts/get-plan';

export const metadata = { title: 'Payoff plan' };

export default async function PlanPage({ searchParams }: PageProps<'/debts/plan'>) {
  const session = await requireSession();
  const today = todayIn(await readChoice(timeZoneChoice));
  const query = planQuery.parse(await searchParams);
  return (
    <>
      <LiveRefresh topics={['debts', 'accounts']} />
      <PlanView plan={await getPlan(session, query, today)} query={query} today={today} />
    </>
  );
}
