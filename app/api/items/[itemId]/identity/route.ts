import { itemParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';
import { askIdentity, forgetIdentity } from '#lib/identity/ask-identity';

export * from '#lib/http/other-methods';

const path = '/api/items/[itemId]/identity';

/** Has the bank say what it has on file, from now on; a worker reads it. */
export const POST = route(
  {
    method: 'POST',
    path,
    params: itemParams,
    fresh: true,
    status: 204,
    limit: { capacity: 20, perMinute: 5 },
  },
  ({ session, params }) => askIdentity(session, params.itemId),
);

export const DELETE = route(
  { method: 'DELETE', path, params: itemParams, status: 204 },
  ({ session, params }) => forgetIdentity(session, params.itemId),
);
