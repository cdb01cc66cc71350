import { mappingInput } from '#lib/categories/contract';
import { listMappings } from '#lib/categories/queries';
import { setMapping } from '#lib/categories/set-mapping';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

const path = '/api/categories/mappings';

export const GET = route({ method: 'GET', path }, ({ session }) =>
  listMappings(session.householdId),
);

export const PATCH = route({ method: 'PATCH', path, body: mappingInput }, ({ session, body }) =>
  setMapping(session.householdId, body),
);
