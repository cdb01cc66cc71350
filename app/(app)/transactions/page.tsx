import { timeZoneChoice, todayIn } from '#components/shell/time-zone';
import { TransactionsView } from '#components/transactions/transactions-view';
import { listAccounts } from '#lib/accounts/queries';
import { requireSession } from '#lib/auth/current-session';
import { readChoice } from '#lib/auth/read-choice';
import { countQuestions } from '#lib/questions/queries';
import { listSavedViews } from '#lib/saved-views/queries';
import { listOpenClaims } from '#lib/settlements/queries';
import { readFilter } from '#lib/transactions/filter-url';
import { listNewest, listTransactions } from '#lib/transactions/queries';

export const metadata = { title: 'Transactions' };

const pageLimit = 50;

export default async function TransactionsPage({ searchParams }: PageProps<'/transactions'>) {
  const session = await requireSession();
  const filter = readFilter(await searchParams);
  const [page, accounts, views, questions, owed] = await Promise.all([
    Object.keys(filter).length === 0
      ? listNewest(session, pageLimit)
      : listTransactions(session, { ...filter, limit: pageLimit }),
    listAccounts(session),
    listSavedViews(session),
    // The page's head has links for them: ones that came later would push the list down.
    countQuestions(session),
    listOpenClaims(session),
  ]);
  const today = todayIn(await readChoice(timeZoneChoice));
  return (
    <TransactionsView
      fallback={{ filter, page }}
      accounts={accounts}
      views={views}
      questions={questions}
      owed={{ items: owed, nextCursor: null }}
      today={today}
    />
  );
}
