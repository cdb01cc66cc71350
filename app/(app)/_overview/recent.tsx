import { RecentTransactions } from '#components/transactions/recent-transactions';
import { recentLimit } from '#lib/transactions/limits';
import { listTransactions } from '#lib/transactions/queries';
import type { ReadCard } from './card.tsx';

export const readRecent: ReadCard = async ({ session, today }) => (
  <RecentTransactions
    fallback={await listTransactions(session, { limit: recentLimit })}
    today={today}
  />
);
