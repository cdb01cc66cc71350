import { BudgetCard } from '#components/overview/budget-card';
import { getBudget } from '#lib/budgets/queries';
import type { ReadCard } from './card.tsx';

export const readBudget: ReadCard = async ({ session, today }) => (
  <BudgetCard budget={await getBudget(session, today)} today={today} />
);
