import { RelativeTime } from '#components/ui/relative-time';
import type { AccountDto } from '#lib/accounts/contract';

/** How old the oldest balance in a total is: a total is no fresher than that. */
export function AsOf({ accounts }: { accounts: AccountDto[] }) {
  const times = accounts
    .filter((account) => account.connected)
    .flatMap((account) => account.balanceAsOf ?? []);
  const oldest = times.sort()[0];
  if (!oldest) return null;
  return (
    <>
      As of <RelativeTime iso={oldest} />
    </>
  );
}
