import { itemParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';
import { matchWithBank } from '#lib/identity/match-identity';

export * from '#lib/http/other-methods';

/** Sends what the person says is right to Plaid, which holds it against what the bank has. */
export const POST = route(
  {
    method: 'POST',
    path: '/api/items/[itemId]/identity-match',
    params: itemParams,
    fresh: true,
    limit: { capacity: 10, perMinute: 5 },
  },
  ({ session, params }) => matchWithBank(session, params.itemId),
);
