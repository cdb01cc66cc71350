import { getDuplicatesOf } from '#lib/duplicates/queries';
import { transactionParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

export const GET = route(
  {
    method: 'GET',
    path: '/api/transactions/[transactionId]/duplicates',
    params: transactionParams,
  },
  ({ session, params }) => getDuplicatesOf(session, params.transactionId),
);
