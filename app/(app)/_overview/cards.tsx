import type { OverviewCard } from '#lib/overview/contract';
import { readAccounts } from './accounts.tsx';
import { readBudget } from './budget.tsx';
import type { ReadCard } from './card.tsx';
import { readGoals } from './goals.tsx';
import { readNetWorth } from './net-worth.tsx';
import { readRecent } from './recent.tsx';
import { readSpending } from './spending.tsx';
import { readUpcomingCard } from './upcoming.tsx';

/** What each card of the Overview shows: one file here and one line for each. */
export const cards: Record<OverviewCard, ReadCard> = {
  budget: readBudget,
  upcoming: readUpcomingCard,
  net_worth: readNetWorth,
  spending: readSpending,
  accounts: readAccounts,
  goals: readGoals,
  recent: readRecent,
};
