import { AccountsCard } from '#components/overview/accounts-card';
import type { ReadCard } from './card.tsx';
import { readAccountList } from './read-once.ts';

export const readAccounts: ReadCard = async ({ session }) => (
  <AccountsCard accounts={await readAccountList(session)} />
);
