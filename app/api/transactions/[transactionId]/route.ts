import { transactionParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';
import { transactionPatch } from '#lib/transactions/contract';
import { updateTransaction } from '#lib/transactions/mutations';
import { getTransaction } from '#lib/transactions/queries';

export * from '#lib/http/other-methods';

const path = '/api/transactions/[transactionId]';

export const GET = route(
  { method: 'GET', path, params: transactionParams },
  ({ session, params }) => getTransaction(session, params.transactionId),
);

export const PATCH = route(
  { method: 'PATCH', path, params: transactionParams, body: transactionPatch },
  ({ session, params, body }) => updateTransaction(session, params.transactionId, body),
);
