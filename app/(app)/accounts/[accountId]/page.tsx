import { notFound } from 'next/navigation';
import { AccountView } from '#components/accounts/account-view';
import { getAccount } from '#lib/accounts/queries';
import { requireSession } from '#lib/auth/current-session';
import { civilDateIn } from '#lib/dates/civil-date';
import { AppError } from '#lib/errors';
import { getTieOut } from '#lib/tie-out/queries';
import { listTransactions } from '#lib/transactions/queries';

export const metadata = { title: 'Account' };

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export default async function AccountPage({ params }: PageProps<'/accounts/[accountId]'>) {
  const { householdId } = await requireSession();
  const { accountId } = await params;
  if (!uuid.test(accountId)) notFound();
  const account = await getAccount(householdId, accountId).catch(notFoundWhenMissing);
  const page = await listTransactions(householdId, { accountId, limit: 50 });
  const tieOut = account.tieOut && (await getTieOut(householdId, accountId));
  return (
    <AccountView
      account={account}
      tieOut={tieOut}
      page={page}
      today={civilDateIn('UTC', new Date())}
    />
  );
}

function notFoundWhenMissing(error: unknown): never {
  if (error instanceof AppError && error.code === 'not_found') notFound();
  throw error;
}
