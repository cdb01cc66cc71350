import { itemParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';
import { markItemRepaired } from '#lib/items/request-item-sync';

export * from '#lib/http/other-methods';

export const POST = route(
  {
    method: 'POST',
    path: '/api/items/[itemId]/repaired',
    params: itemParams,
    status: 202,
    limit: { capacity: 10, perMinute: 10 },
  },
  ({ session, params }) => markItemRepaired(session, params.itemId),
);
