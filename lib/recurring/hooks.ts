import { sendJson } from '#lib/client/api';
import { useLive } from '#lib/client/use-live';
import type { CivilDate } from '#lib/dates/civil-date';
import type {
  ChangedStreamsDto,
  DecisionInput,
  MergeInput,
  StreamDetailDto,
  StreamPatch,
} from './contract.ts';

const path = '/api/recurring';

/** A stream with its transactions; undefined while it is read. */
export function useStream(streamId: string, on: CivilDate) {
  const { data, error, mutate } = useLive<StreamDetailDto, Error>(`${path}/${streamId}?on=${on}`, [
    'recurring',
    'transactions',
  ]);
  return { stream: data, error: error && !data ? error : null, retry: () => void mutate() };
}

/** Each rejects with an ApiError. Pages hear of a change by themselves. */
export const recurringActions = {
  decide: (input: DecisionInput) => sendJson<ChangedStreamsDto>('PATCH', path, input),
  edit: (streamId: string, patch: StreamPatch) =>
    sendJson<ChangedStreamsDto>('PATCH', `${path}/${streamId}`, patch),
  merge: (input: MergeInput) => sendJson<ChangedStreamsDto>('POST', `${path}/merges`, input),
  takeBack: (undoStepId: string) => sendJson('POST', `/api/undo-steps/${undoStepId}`),
};
