import { contribute } from '#lib/goals/change-goal';
import { contributionInput } from '#lib/goals/contract';
import { goalParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

/** Sets an amount aside, or takes it back. */
export const POST = route(
  {
    method: 'POST',
    path: '/api/goals/[goalId]/contributions',
    params: goalParams,
    body: contributionInput,
  },
  ({ session, params, body }) => contribute(session, params.goalId, body),
);
