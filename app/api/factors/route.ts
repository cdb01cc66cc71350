import { getFactors } from '#lib/factors/queries';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

export const GET = route({ method: 'GET', path: '/api/factors' }, ({ session }) =>
  getFactors(session.userId),
);
