import { GoalsCard } from '#components/overview/goals-card';
import { listGoals } from '#lib/goals/queries';
import type { ReadCard } from './card.tsx';

export const readGoals: ReadCard = async ({ session, today }) => {
  const { items } = await listGoals(session, today);
  return <GoalsCard goals={items.filter(({ state }) => state === 'open')} today={today} />;
};
