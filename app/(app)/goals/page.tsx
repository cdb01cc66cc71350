import { GoalList } from '#components/goals/goal-list';
import { LiveRefresh } from '#components/shell/live-refresh';
import { timeZoneChoice, todayIn } from '#components/shell/time-zone';
import { requireSession } from '#lib/auth/current-session';
import { readChoice } from '#lib/auth/read-choice';
import { listGoals } from '#lib/goals/queries';
import { readBase } from '#lib/rates/read-rates';

export const metadata = { title: 'Goals' };

export default async function GoalsPage() {
  const session = await requireSession();
  const today = todayIn(await readChoice(timeZoneChoice));
  const [goals, base] = await Promise.all([listGoals(session, today), readBase(session)]);
  return (
    <>
      <LiveRefresh topics={['goals', 'accounts']} />
      <GoalList goals={goals.items} currency={base.currency} today={today} />
    </>
  );
}
