import { AccountList } from '#components/accounts/account-list';
import { listAccounts } from '#lib/accounts/queries';
import { requireSession } from '#lib/auth/current-session';

export const metadata = { title: 'Accounts' };

export default async function AccountsPage() {
  const session = await requireSession();
  return <AccountList fallback={await listAccounts(session)} />;
}
