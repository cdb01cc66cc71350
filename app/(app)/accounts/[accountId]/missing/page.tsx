import { cookies } from 'next/headers';
import { notFound } from 'next/navigation';
import { MissingView } from '#components/missing/missing-view';
import { timeZoneCookieName, todayIn } from '#components/shell/time-zone';
import { getAccount, listAccounts } from '#lib/accounts/queries';
import { requireSession } from '#lib/auth/current-session';
import { AppError } from '#lib/errors';

export const metadata = { title: 'Something is missing?' };

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export default async function MissingPage({ params }: PageProps<'/accounts/[accountId]/missing'>) {
  const { householdId } = await requireSession();
  const { accountId } = await params;
  if (!uuid.test(accountId)) notFound();
  const account = await getAccount(householdId, accountId).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'not_found') notFound();
    throw error;
  });
  const [{ items }, cookieJar] = await Promise.all([listAccounts(householdId), cookies()]);
  return (
    <MissingView
      key={account.id}
      account={account}
      accounts={items}
      today={todayIn(cookieJar.get(timeZoneCookieName)?.value)}
    />
  );
}
