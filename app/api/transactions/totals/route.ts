import { route } from '#lib/http/route';
import { transactionFilterQuery } from '#lib/transactions/contract';
import { getTotals } from '#lib/transactions/queries';

export * from '#lib/http/other-methods';

export const GET = route(
  { method: 'GET', path: '/api/transactions/totals', query: transactionFilterQuery },
  ({ session, query }) => getTotals(session, query),
);
