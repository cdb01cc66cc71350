import { itemParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';
import { disconnectItemInput } from '#lib/items/contract';
import { disconnectItem } from '#lib/items/disconnect-item';
import { getItem } from '#lib/items/queries';

export * from '#lib/http/other-methods';

const path = '/api/items/[itemId]';

export const GET = route({ method: 'GET', path, params: itemParams }, ({ session, params }) =>
  getItem(session, params.itemId),
);

export const DELETE = route(
  {
    method: 'DELETE',
    path,
    params: itemParams,
    body: disconnectItemInput,
    status: 202,
    fresh: true,
  },
  ({ session, params, body }) => disconnectItem(session, params.itemId, body),
);
