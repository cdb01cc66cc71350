import { revokeToken } from '#lib/access-tokens/mutations';
import { accessTokenParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

/** Without a proof: what stops somebody from reading is never in the way. */
export const DELETE = route(
  {
    method: 'DELETE',
    path: '/api/access-tokens/[accessTokenId]',
    params: accessTokenParams,
    role: 'viewer',
  },
  ({ session, params }) => revokeToken(session, params.accessTokenId),
);
