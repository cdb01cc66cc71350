import useSWR from 'swr';
import { getJson, sendJson } from '#lib/client/api';
import type { CivilDate } from '#lib/dates/civil-date';
import type {
  BudgetPatchInput,
  BudgetSettingsPatch,
  ChangedBudgetDto,
  SuggestionsDto,
} from './contract.ts';

const path = '/api/budgets';

/** What the periods before a day say that plans could be; undefined while they load. */
export function useSuggestions(on: CivilDate): SuggestionsDto | undefined {
  return useSWR<SuggestionsDto>(`${path}/suggestions?on=${on}`, getJson).data;
}

/** Each rejects with an ApiError, and resolves to the step it is taken back by. */
export const budgetActions = {
  update: (patch: BudgetPatchInput) => change('PATCH', path, patch),
  copy: (on: CivilDate) => change('POST', `${path}/copies`, { on }),
  setSettings: (patch: BudgetSettingsPatch) => change('PATCH', `${path}/settings`, patch),
  takeBack: (undoStepId: string) => sendJson('POST', `/api/undo-steps/${undoStepId}`),
};

async function change(method: 'PATCH' | 'POST', to: string, input: object) {
  const { undoStepId } = await sendJson<ChangedBudgetDto>(method, to, input);
  return undoStepId;
}
