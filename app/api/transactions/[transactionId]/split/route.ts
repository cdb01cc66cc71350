import { transactionParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';
import { splitInput } from '#lib/splits/contract';
import { getSplit } from '#lib/splits/queries';
import { giveSplitBack, setSplit } from '#lib/splits/set-split';

export * from '#lib/http/other-methods';

const path = '/api/transactions/[transactionId]/split';

export const GET = route(
  { method: 'GET', path, params: transactionParams },
  ({ session, params }) => getSplit(session, params.transactionId),
);

/** Splits it as the person says; without parts it is whole. */
export const POST = route(
  { method: 'POST', path, params: transactionParams, body: splitInput },
  ({ session, params, body }) => setSplit(session, params.transactionId, body),
);

/** Leaves it to the rules again. */
export const DELETE = route(
  { method: 'DELETE', path, params: transactionParams },
  ({ session, params }) => giveSplitBack(session, params.transactionId),
);
