import { cookies } from 'next/headers';
import { Overview } from '#components/overview/overview';
import { timeZoneCookieName, todayIn } from '#components/shell/time-zone';
import { listAccounts } from '#lib/accounts/queries';
import { requireSession } from '#lib/auth/current-session';
import { listItems } from '#lib/items/queries';
import { recentLimit } from '#lib/transactions/contract';
import { listTransactions } from '#lib/transactions/queries';

export const metadata = { title: 'Overview' };

export default async function OverviewPage() {
  const session = await requireSession();
  const [items, accounts, recent] = await Promise.all([
    listItems(session),
    listAccounts(session),
    listTransactions(session, { limit: recentLimit }),
  ]);
  const today = todayIn((await cookies()).get(timeZoneCookieName)?.value);
  return <Overview fallback={{ items, accounts, recent, today }} />;
}
