import { sendJson } from '#lib/client/api';
import type { ChangedGoalDto, ContributionInput, GoalInput, GoalPatch } from './contract.ts';

const path = '/api/goals';

/** Each rejects with an ApiError; pages follow by the server's events. */
export const goalActions = {
  create: (input: GoalInput) => sendJson<ChangedGoalDto>('POST', path, input),
  update: (id: string, patch: GoalPatch) =>
    sendJson<ChangedGoalDto>('PATCH', `${path}/${id}`, patch),
  remove: (id: string) => sendJson<ChangedGoalDto>('DELETE', `${path}/${id}`),
  contribute: (id: string, input: ContributionInput) =>
    sendJson<ChangedGoalDto>('POST', `${path}/${id}/contributions`, input),
  removeContribution: (id: string, contributionId: string) =>
    sendJson<ChangedGoalDto>('DELETE', `${path}/${id}/contributions/${contributionId}`),
  takeBack: (undoStepId: string) => sendJson('POST', `/api/undo-steps/${undoStepId}`),
};
