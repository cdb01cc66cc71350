import { householdInput } from '#lib/households/contract';
import { createHousehold } from '#lib/households/open-household';
import { listHouseholds } from '#lib/households/queries';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

const path = '/api/households';

/** Those one belongs to. */
export const GET = route({ method: 'GET', path }, ({ session }) => listHouseholds(session));

/** Makes another, and looks at it. */
export const POST = route(
  {
    method: 'POST',
    path,
    body: householdInput,
    role: 'viewer',
    status: 201,
    limit: { capacity: 5, perMinute: 1 },
  },
  ({ session, body }) => createHousehold(session, body),
);
