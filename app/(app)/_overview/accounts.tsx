import { AccountsCard } from '#components/overview/accounts-card';
import { listAccounts } from '#lib/accounts/queries';
import type { ReadCard } from './card.tsx';

export const readAccounts: ReadCard = async ({ session }) => (
  <AccountsCard accounts={await listAccounts(session)} />
);
