import { civilDateIn } from '#lib/dates/civil-date';
import { deleteGoal, updateGoal } from '#lib/goals/change-goal';
import { goalPatch } from '#lib/goals/contract';
import { getGoal } from '#lib/goals/queries';
import { goalParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

const path = '/api/goals/[goalId]';

export const GET = route({ method: 'GET', path, params: goalParams }, ({ session, params }) =>
  getGoal(session, params.goalId, civilDateIn('UTC', new Date())),
);

export const PATCH = route(
  { method: 'PATCH', path, params: goalParams, body: goalPatch },
  ({ session, params, body }) => updateGoal(session, params.goalId, body),
);

export const DELETE = route({ method: 'DELETE', path, params: goalParams }, ({ session, params }) =>
  deleteGoal(session, params.goalId),
);
