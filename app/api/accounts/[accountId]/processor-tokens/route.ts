import { accountParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';
import { processorTokenInput } from '#lib/processors/contract';
import { createTokenFor } from '#lib/processors/create-token';

export * from '#lib/http/other-methods';

/** Answers the token, which is kept nowhere. */
export const POST = route(
  {
    method: 'POST',
    path: '/api/accounts/[accountId]/processor-tokens',
    params: accountParams,
    body: processorTokenInput,
    fresh: true,
    status: 201,
    limit: { capacity: 5, perMinute: 2 },
  },
  ({ session, params, body }) => createTokenFor(session, params.accountId, body),
);
