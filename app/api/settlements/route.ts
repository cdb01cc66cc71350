import { route } from '#lib/http/route';
import { listTroubledLinks } from '#lib/settlements/troubled-links';

export * from '#lib/http/other-methods';

/** Links of which the bank changed an end since. */
export const GET = route({ method: 'GET', path: '/api/settlements' }, ({ session }) =>
  listTroubledLinks(session),
);
