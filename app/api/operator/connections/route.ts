import { operatorRoute } from '#lib/http/route';
import { connectionListQuery, syncConnectionInput } from '#lib/operator/contract';
import { listConnections } from '#lib/operator/list-connections';
import { syncConnection } from '#lib/operator/sync-connection';

export * from '#lib/http/other-methods';

const path = '/api/operator/connections';

export const GET = operatorRoute({ method: 'GET', path, query: connectionListQuery }, ({ query }) =>
  listConnections(query),
);

/** Has one synced. */
export const POST = operatorRoute(
  {
    method: 'POST',
    path,
    body: syncConnectionInput,
    status: 202,
    limit: { capacity: 60, perMinute: 60 },
  },
  ({ body }) => syncConnection(body.itemId),
);
