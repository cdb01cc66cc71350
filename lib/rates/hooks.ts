import { sendBytes, sendJson } from '#lib/client/api';
import type { BaseInput, ChangedRatesDto, RateImportDto, RatesPatchInput } from './contract.ts';

const path = '/api/rates';

/** Each rejects with an ApiError; pages follow by the server's events. */
export const rateActions = {
  change: (patch: RatesPatchInput) => sendJson<ChangedRatesDto>('PATCH', path, patch),
  setBase: (input: BaseInput) => sendJson<ChangedRatesDto>('PATCH', `${path}/base`, input),
  previewFile: (file: File) => sendFile(file, true),
  importFile: (file: File) => sendFile(file, false),
  takeBack: (undoStepId: string) => sendJson('POST', `/api/undo-steps/${undoStepId}`),
};

function sendFile(file: File, preview: boolean): Promise<RateImportDto> {
  return sendBytes<RateImportDto>(`${path}/imports?preview=${preview}`, file);
}
