import { accountParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';
import { buildBundle } from '#lib/missing/build-bundle';
import { bundleQuery } from '#lib/missing/contract';

export * from '#lib/http/other-methods';

export const GET = route(
  {
    method: 'GET',
    path: '/api/accounts/[accountId]/missing/bundle',
    params: accountParams,
    query: bundleQuery,
    limit: { capacity: 30, perMinute: 30 },
  },
  ({ session, params, query }) => buildBundle(session, params.accountId, query),
);
