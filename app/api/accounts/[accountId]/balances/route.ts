import { historyQuery } from '#lib/balances/contract';
import { getBalanceHistory } from '#lib/balances/queries';
import { accountParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

export const GET = route(
  {
    method: 'GET',
    path: '/api/accounts/[accountId]/balances',
    params: accountParams,
    query: historyQuery,
  },
  ({ session, params, query }) => getBalanceHistory(session, params.accountId, query),
);
