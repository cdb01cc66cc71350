import { transactionParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';
import { claimInput } from '#lib/settlements/contract';
import { setClaim } from '#lib/settlements/mutations';

export * from '#lib/http/other-methods';

export const POST = route(
  {
    method: 'POST',
    path: '/api/transactions/[transactionId]/claim',
    params: transactionParams,
    body: claimInput,
  },
  ({ session, params, body }) => setClaim(session, params.transactionId, body),
);
