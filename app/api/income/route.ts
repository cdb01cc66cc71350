import { route } from '#lib/http/route';
import { keepIncomeInput } from '#lib/income/contract';
import { keepIncome } from '#lib/income/keep-income';
import { getIncome } from '#lib/income/queries';
import { deleteIncome } from '#lib/income/remove-income';

export * from '#lib/http/other-methods';

const path = '/api/income';

export const GET = route({ method: 'GET', path }, ({ session }) => getIncome(session));

/** Also for who may look only: it is theirs alone. */
export const PATCH = route(
  { method: 'PATCH', path, body: keepIncomeInput, role: 'viewer' },
  ({ session, body }) => keepIncome(session, body),
);

export const DELETE = route(
  { method: 'DELETE', path, role: 'viewer', status: 204 },
  ({ session }) => deleteIncome(session),
);
