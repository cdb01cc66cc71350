import { accountParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';
import { missingQuery } from '#lib/missing/contract';
import { findMissing } from '#lib/missing/queries';

export * from '#lib/http/other-methods';

export const GET = route(
  {
    method: 'GET',
    path: '/api/accounts/[accountId]/missing',
    params: accountParams,
    query: missingQuery,
    limit: { capacity: 60, perMinute: 60 },
  },
  ({ session, params, query }) => findMissing(session, params.accountId, query),
);
