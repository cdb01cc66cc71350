import { BudgetCard } from '#components/overview/budget-card';
import type { ReadCard } from './card.tsx';
import { readPresentBudget } from './read-once.ts';

export const readBudget: ReadCard = async ({ session, today }) => (
  <BudgetCard budget={await readPresentBudget(session, today)} today={today} />
);
