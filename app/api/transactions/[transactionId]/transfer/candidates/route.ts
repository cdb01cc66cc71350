import { transactionParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';
import { candidateQuery } from '#lib/transfers/contract';
import { listCandidates } from '#lib/transfers/queries';

export * from '#lib/http/other-methods';

export const GET = route(
  {
    method: 'GET',
    path: '/api/transactions/[transactionId]/transfer/candidates',
    params: transactionParams,
    query: candidateQuery,
  },
  async ({ session, params, query }) => ({
    items: await listCandidates(session, params.transactionId, query.q),
    nextCursor: null,
  }),
);
