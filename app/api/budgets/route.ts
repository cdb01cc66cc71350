import { changeBudget } from '#lib/budgets/change-budget';
import { budgetPatch, budgetQuery } from '#lib/budgets/contract';
import { getBudget } from '#lib/budgets/queries';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

const path = '/api/budgets';

export const GET = route({ method: 'GET', path, query: budgetQuery }, ({ session, query }) =>
  getBudget(session, query.on),
);

export const PATCH = route({ method: 'PATCH', path, body: budgetPatch }, ({ session, body }) =>
  changeBudget(session, body),
);
