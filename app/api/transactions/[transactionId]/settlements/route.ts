import { transactionParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';
import { settleInput } from '#lib/settlements/contract';
import { settle } from '#lib/settlements/mutations';
import { getSettlement } from '#lib/settlements/queries';

export * from '#lib/http/other-methods';

const path = '/api/transactions/[transactionId]/settlements';

export const GET = route(
  { method: 'GET', path, params: transactionParams },
  ({ session, params }) => getSettlement(session, params.transactionId),
);

export const POST = route(
  { method: 'POST', path, params: transactionParams, body: settleInput },
  ({ session, params, body }) => settle(session, params.transactionId, body),
);
