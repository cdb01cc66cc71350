import { route } from '#lib/http/route';
import { changeTransactions } from '#lib/transactions/change-transactions';
import { bulkInput } from '#lib/transactions/contract';

export * from '#lib/http/other-methods';

export const POST = route(
  { method: 'POST', path: '/api/transactions/bulk', body: bulkInput },
  ({ session, body }) => changeTransactions(session, body.of, body.patch),
);
