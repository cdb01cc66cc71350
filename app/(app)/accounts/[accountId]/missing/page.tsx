import { notFound } from 'next/navigation';
import { MissingView } from '#components/missing/missing-view';
import { timeZoneChoice, todayIn } from '#components/shell/time-zone';
import { getAccount, listAccounts } from '#lib/accounts/queries';
import { requireSession } from '#lib/auth/current-session';
import { readChoice } from '#lib/auth/read-choice';
import { readOrNotFound } from '#lib/read-or-not-found';

export const metadata = { title: 'Something is missing?' };

export default async function MissingPage({ params }: PageProps<'/accounts/[accountId]/missing'>) {
  const session = await requireSession();
  const { accountId } = await params;
  const account = await readOrNotFound(accountId, (id) => getAccount(session, id));
  // No bank could have left anything out of what one enters oneself.
  if (account.sight !== 'full' || account.byHand) notFound();
  const [{ items }, timeZone] = await Promise.all([
    listAccounts(session),
    readChoice(timeZoneChoice),
  ]);
  return (
    <MissingView
      key={account.id}
      account={account}
      accounts={items.filter(({ sight, byHand }) => sight === 'full' && !byHand)}
      today={todayIn(timeZone)}
    />
  );
}
