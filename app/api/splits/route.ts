import { route } from '#lib/http/route';
import { listUnsettledSplits } from '#lib/splits/queries';

export * from '#lib/http/other-methods';

/** Splits that no longer come to their transaction's amount. */
export const GET = route({ method: 'GET', path: '/api/splits' }, ({ session }) =>
  listUnsettledSplits(session),
);
