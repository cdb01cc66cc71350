import { cache } from 'react';
import { AccountView } from '#components/accounts/account-view';
import { timeZoneChoice, todayIn } from '#components/shell/time-zone';
import { getAccount } from '#lib/accounts/queries';
import { requireSession } from '#lib/auth/current-session';
import { readChoice } from '#lib/auth/read-choice';
import { getPrivacy } from '#lib/privacy/queries';
import { readOrNotFound } from '#lib/read-or-not-found';
import { getTieOut } from '#lib/tie-out/queries';
import { listTransactions } from '#lib/transactions/queries';

export async function generateMetadata({ params }: PageProps<'/accounts/[accountId]'>) {
  return { title: (await readAccount((await params).accountId)).name };
}

export default async function AccountPage({ params }: PageProps<'/accounts/[accountId]'>) {
  const session = await requireSession();
  const { accountId } = await params;
  const account = await readAccount(accountId);
  const isOpen = account.sight === 'full';
  const [page, tieOut, privacy] = await Promise.all([
    isOpen ? listTransactions(session, { accountId, limit: 50 }) : null,
    account.tieOut && getTieOut(session, accountId),
    account.linkedBy === null ? getPrivacy(session) : null,
  ]);
  return (
    <AccountView
      account={account}
      tieOut={tieOut}
      page={page}
      privacy={privacy}
      today={todayIn(await readChoice(timeZoneChoice))}
    />
  );
}

/** Once per request, for the title and for the page. */
const readAccount = cache(async (accountId: string) => {
  const session = await requireSession();
  return readOrNotFound(accountId, (id) => getAccount(session, id));
});
