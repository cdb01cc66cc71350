import { AccountList } from '#components/accounts/account-list';
import { timeZoneChoice, todayIn } from '#components/shell/time-zone';
import { listAccounts } from '#lib/accounts/queries';
import { requireSession } from '#lib/auth/current-session';
import { readChoice } from '#lib/auth/read-choice';
import { listSparklines } from '#lib/balances/queries';

export const metadata = { title: 'Accounts' };

const sparklineDays = 90;

export default async function AccountsPage() {
  const session = await requireSession();
  const today = todayIn(await readChoice(timeZoneChoice));
  const [accounts, courses] = await Promise.all([
    listAccounts(session),
    listSparklines(session, today, sparklineDays),
  ]);
  return <AccountList fallback={accounts} courses={courses} today={today} />;
}
