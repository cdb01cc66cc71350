import { listAccounts } from '#lib/accounts/queries';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

export const GET = route({ method: 'GET', path: '/api/accounts' }, ({ session }) =>
  listAccounts(session),
);
