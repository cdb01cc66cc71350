import { itemParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';
import { listSyncRuns } from '#lib/items/queries';

export const GET = route(
  { method: 'GET', path: '/api/items/[itemId]/sync-runs', params: itemParams },
  async ({ session, params }) => ({
    items: await listSyncRuns(session.householdId, params.itemId),
    nextCursor: null,
  }),
);
