import { budgetQuery } from '#lib/budgets/contract';
import { getSuggestions } from '#lib/budgets/queries';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

export const GET = route(
  { method: 'GET', path: '/api/budgets/suggestions', query: budgetQuery },
  ({ session, query }) => getSuggestions(session, query.on),
);
