import { itemParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';
import { syncRunListQuery } from '#lib/sync-runs/contract';
import { listSyncRuns } from '#lib/sync-runs/queries';

export * from '#lib/http/other-methods';

export const GET = route(
  {
    method: 'GET',
    path: '/api/items/[itemId]/sync-runs',
    params: itemParams,
    query: syncRunListQuery,
  },
  ({ session, params, query }) => listSyncRuns(session, params.itemId, query),
);
