import { accountParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';
import { getTieOut } from '#lib/tie-out/queries';

export * from '#lib/http/other-methods';

export const GET = route(
  { method: 'GET', path: '/api/accounts/[accountId]/tie-out', params: accountParams },
  ({ session, params }) => getTieOut(session, params.accountId),
);
