import { transactionParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';
import { findSimilar } from '#lib/rules/find-similar';

export * from '#lib/http/other-methods';

/** What a rule would ask for that is made of it. */
export const GET = route(
  {
    method: 'GET',
    path: '/api/transactions/[transactionId]/similar',
    params: transactionParams,
  },
  ({ session, params }) => findSimilar(session, params.transactionId),
);
