import { householdInput } from '#lib/households/contract';
import { renameHousehold } from '#lib/households/mutations';
import { getHousehold } from '#lib/households/queries';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

const path = '/api/households/current';

export const GET = route({ method: 'GET', path }, ({ session }) => getHousehold(session));

export const PATCH = route(
  { method: 'PATCH', path, body: householdInput, role: 'owner' },
  async ({ session, body }) => {
    await renameHousehold(session, body);
    return getHousehold(session);
  },
);
