import { TransactionsView } from '#components/transactions/transactions-view';
import { listAccounts } from '#lib/accounts/queries';
import { requireSession } from '#lib/auth/current-session';
import { civilDateIn } from '#lib/dates/civil-date';
import { transactionListQuery } from '#lib/transactions/contract';
import { listTransactions } from '#lib/transactions/queries';

export const metadata = { title: 'Transactions' };

export default async function TransactionsPage({ searchParams }: PageProps<'/transactions'>) {
  const { householdId } = await requireSession();
  const { q, accountId } = await searchParams;
  // A URL that somebody mangled narrows nothing, rather than breaking the page.
  const given = transactionListQuery.safeParse({ q, accountId });
  const query = given.data ?? transactionListQuery.parse({});
  const [page, accounts] = await Promise.all([
    listTransactions(householdId, query),
    listAccounts(householdId),
  ]);
  const filter = { q: query.q, accountId: query.accountId };
  const today = civilDateIn('UTC', new Date());
  return <TransactionsView fallback={{ filter, page }} accounts={accounts} today={today} />;
}
