import { copyBudget } from '#lib/budgets/change-budget';
import { copyInput } from '#lib/budgets/contract';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

/** Plans a period as the one before it. */
export const POST = route(
  { method: 'POST', path: '/api/budgets/copies', body: copyInput },
  ({ session, body }) => copyBudget(session, body.on),
);
