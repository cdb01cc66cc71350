import { route } from '#lib/http/route';
import { transactionListQuery } from '#lib/transactions/contract';
import { listTransactions } from '#lib/transactions/queries';

export * from '#lib/http/other-methods';

export const GET = route(
  { method: 'GET', path: '/api/transactions', query: transactionListQuery },
  ({ session, query }) => listTransactions(session, query),
);
