import { SpendingCard } from '#components/overview/spending-card';
import { getSpending } from '#lib/budgets/queries';
import type { ReadCard } from './card.tsx';

export const readSpending: ReadCard = async ({ session, today }) => (
  <SpendingCard spending={await getSpending(session, today)} today={today} />
);
