import { transactionParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';
import { findTransferOf } from '#lib/transfers/queries';

export * from '#lib/http/other-methods';

export const GET = route(
  {
    method: 'GET',
    path: '/api/transactions/[transactionId]/transfer',
    params: transactionParams,
  },
  async ({ session, params }) => ({
    transfer: await findTransferOf(session, params.transactionId),
  }),
);
