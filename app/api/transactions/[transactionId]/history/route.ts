import { transactionParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';
import { listTransactionEvents } from '#lib/sync-runs/row-changes';

export * from '#lib/http/other-methods';

export const GET = route(
  {
    method: 'GET',
    path: '/api/transactions/[transactionId]/history',
    params: transactionParams,
  },
  async ({ session, params }) => ({
    items: await listTransactionEvents(session, params.transactionId),
    nextCursor: null,
  }),
);
