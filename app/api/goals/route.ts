import { civilDateIn } from '#lib/dates/civil-date';
import { createGoal } from '#lib/goals/change-goal';
import { goalInput } from '#lib/goals/contract';
import { listGoals } from '#lib/goals/queries';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

const path = '/api/goals';

export const GET = route({ method: 'GET', path }, ({ session }) =>
  listGoals(session, civilDateIn('UTC', new Date())),
);

export const POST = route({ method: 'POST', path, body: goalInput }, ({ session, body }) =>
  createGoal(session, body),
);
