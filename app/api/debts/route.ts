import { debtsQuery } from '#lib/debts/contract';
import { getDebts } from '#lib/debts/queries';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

export const GET = route(
  { method: 'GET', path: '/api/debts', query: debtsQuery },
  ({ session, query }) => getDebts(session, query.on),
);
