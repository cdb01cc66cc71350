import { cache } from 'react';
import { GoalView } from '#components/goals/goal-view';
import { LiveRefresh } from '#components/shell/live-refresh';
import { timeZoneChoice, todayIn } from '#components/shell/time-zone';
import { requireSession } from '#lib/auth/current-session';
import { readChoice } from '#lib/auth/read-choice';
import { getGoal } from '#lib/goals/queries';
import { readOrNotFound } from '#lib/read-or-not-found';

export async function generateMetadata({ params }: PageProps<'/goals/[goalId]'>) {
  return { title: (await readGoal((await params).goalId)).goal.name };
}

export default async function GoalPage({ params }: PageProps<'/goals/[goalId]'>) {
  const { goal, today } = await readGoal((await params).goalId);
  return (
    <>
      <LiveRefresh topics={['goals', 'accounts']} />
      <GoalView goal={goal} today={today} />
    </>
  );
}

/** Once per request, for the title and for the page. */
const readGoal = cache(async (goalId: string) => {
  const session = await requireSession();
  const today = todayIn(await readChoice(timeZoneChoice));
  return { goal: await readOrNotFound(goalId, (id) => getGoal(session, id, today)), today };
});
