import { tellNumbers } from '#lib/account-numbers/tell-numbers';
import { accountParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

/** No GET: an answer to that could be kept by whatever stands between. */
export const POST = route(
  {
    method: 'POST',
    path: '/api/accounts/[accountId]/numbers',
    params: accountParams,
    fresh: true,
    limit: { capacity: 10, perMinute: 5 },
  },
  ({ session, params }) => tellNumbers(session, params.accountId),
);
