import { getAccount } from '#lib/accounts/queries';
import { accountParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

export const GET = route(
  { method: 'GET', path: '/api/accounts/[accountId]', params: accountParams },
  ({ session, params }) => getAccount(session, params.accountId),
);
