import { costsQuery } from '#lib/costs/contract';
import { readCosts } from '#lib/costs/queries';
import { operatorRoute } from '#lib/http/route';

export * from '#lib/http/other-methods';

export const GET = operatorRoute(
  {
    method: 'GET',
    path: '/api/operator/costs',
    query: costsQuery,
    fresh: true,
    limit: { capacity: 60, perMinute: 30 },
  },
  ({ query }) => readCosts(query),
);
