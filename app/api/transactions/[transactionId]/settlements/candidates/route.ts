import { transactionParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';
import { listSettleCandidates } from '#lib/settlements/candidates';
import { candidateQuery } from '#lib/settlements/contract';

export * from '#lib/http/other-methods';

export const GET = route(
  {
    method: 'GET',
    path: '/api/transactions/[transactionId]/settlements/candidates',
    params: transactionParams,
    query: candidateQuery,
  },
  async ({ session, params, query }) => ({
    items: await listSettleCandidates(session, params.transactionId, query),
    nextCursor: null,
  }),
);
