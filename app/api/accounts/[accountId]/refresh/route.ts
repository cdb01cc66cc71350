import { refreshBalance } from '#lib/accounts/refresh-balance';
import { accountParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

/** Asks the bank for the balance now. */
export const POST = route(
  { method: 'POST', path: '/api/accounts/[accountId]/refresh', params: accountParams },
  ({ session, params }) => refreshBalance(session, params.accountId),
);
