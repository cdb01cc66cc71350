import { duplicateCandidateQuery } from '#lib/duplicates/contract';
import { listDuplicateCandidates } from '#lib/duplicates/queries';
import { transactionParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

export const GET = route(
  {
    method: 'GET',
    path: '/api/transactions/[transactionId]/duplicates/candidates',
    params: transactionParams,
    query: duplicateCandidateQuery,
  },
  async ({ session, params, query }) => ({
    items: await listDuplicateCandidates(session, params.transactionId, query),
    nextCursor: null,
  }),
);
