import { deleteContribution } from '#lib/goals/change-goal';
import { contributionParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

export const DELETE = route(
  {
    method: 'DELETE',
    path: '/api/goals/[goalId]/contributions/[contributionId]',
    params: contributionParams,
  },
  ({ session, params }) => deleteContribution(session, params.goalId, params.contributionId),
);
