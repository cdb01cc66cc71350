import { operatorRoute } from '#lib/http/route';
import { operatorRunQuery } from '#lib/operator/contract';
import { listRuns } from '#lib/operator/list-runs';

export * from '#lib/http/other-methods';

export const GET = operatorRoute(
  { method: 'GET', path: '/api/operator/sync-runs', query: operatorRunQuery },
  ({ query }) => listRuns(query),
);
