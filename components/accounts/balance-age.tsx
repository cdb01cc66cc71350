import { RelativeTime } from '#components/ui/relative-time';
import type { AccountDto } from '#lib/accounts/contract';
import { findOldestBalance } from './account-labels.tsx';

/** How old a balance is, or the oldest one in a total, which is no fresher than that. */
export function BalanceAge({ accounts }: { accounts: AccountDto[] }) {
  const oldest = findOldestBalance(accounts);
  if (!oldest) return null;
  return (
    <>
      {oldest.isBanksWord ? 'As of' : 'Fetched'} <RelativeTime iso={oldest.at} />
    </>
  );
}
