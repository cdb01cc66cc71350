import { transactionParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';
import { changeTagsOf } from '#lib/tags/change-tags';
import { changeTagsInput } from '#lib/tags/contract';
import { listTagsOf } from '#lib/tags/queries';

export * from '#lib/http/other-methods';

const path = '/api/transactions/[transactionId]/tags';

export const GET = route(
  { method: 'GET', path, params: transactionParams },
  ({ session, params }) => listTagsOf(session, params.transactionId),
);

export const PATCH = route(
  { method: 'PATCH', path, params: transactionParams, body: changeTagsInput },
  ({ session, params, body }) => changeTagsOf(session, params.transactionId, body),
);
