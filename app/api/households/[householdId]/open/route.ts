import { openHousehold } from '#lib/households/open-household';
import { householdParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

/** Looks at another household of one's own. */
export const POST = route(
  {
    method: 'POST',
    path: '/api/households/[householdId]/open',
    params: householdParams,
    role: 'viewer',
  },
  ({ session, params }) => openHousehold(session, params.householdId),
);
