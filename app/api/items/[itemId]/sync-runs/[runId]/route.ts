import { syncRunParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';
import { syncRunQuery } from '#lib/sync-runs/contract';
import { listRowChanges } from '#lib/sync-runs/row-changes';

export * from '#lib/http/other-methods';

export const GET = route(
  {
    method: 'GET',
    path: '/api/items/[itemId]/sync-runs/[runId]',
    params: syncRunParams,
    query: syncRunQuery,
  },
  ({ session, params, query }) => listRowChanges(session, params.itemId, params.runId, query),
);
