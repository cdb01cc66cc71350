import { NetWorthCard } from '#components/overview/net-worth-card';
import { listAccounts } from '#lib/accounts/queries';
import { readPeriod } from '#lib/balances/contract';
import { getNetWorth } from '#lib/net-worth/queries';
import type { ReadCard } from './card.tsx';

export const readNetWorth: ReadCard = async ({ session, today }) => {
  const { from, to } = readPeriod({ period: '90d' }, today);
  const [accounts, worth] = await Promise.all([
    listAccounts(session),
    getNetWorth(session, { from, to, today }),
  ]);
  return <NetWorthCard accounts={accounts} worth={worth} today={today} />;
};
