import { RecentTransactions } from '#components/transactions/recent-transactions';
import { listRecent } from '#lib/transactions/queries';
import type { ReadCard } from './card.tsx';

export const readRecent: ReadCard = async ({ session, today }) => (
  <RecentTransactions fallback={await listRecent(session)} today={today} />
);
