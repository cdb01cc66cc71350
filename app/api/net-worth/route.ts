import { historyQuery } from '#lib/balances/contract';
import { route } from '#lib/http/route';
import { getNetWorth } from '#lib/net-worth/queries';

export * from '#lib/http/other-methods';

export const GET = route(
  { method: 'GET', path: '/api/net-worth', query: historyQuery },
  ({ session, query }) => getNetWorth(session, query),
);
