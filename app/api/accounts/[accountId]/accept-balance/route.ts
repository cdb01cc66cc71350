import { accountParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';
import { acceptBalance } from '#lib/tie-out/check-tie-out';

export * from '#lib/http/other-methods';

export const POST = route(
  { method: 'POST', path: '/api/accounts/[accountId]/accept-balance', params: accountParams },
  ({ session, params }) => acceptBalance(session, params.accountId),
);
