import { sendJson } from '#lib/client/api';
import { saveFile } from '#lib/client/save-file';
import type { IncomeDto, KeepIncomeInput, ReadIncomeInput } from './contract.ts';

const path = '/api/income';

/** Has one's income read, after a passage through Link or again. Rejects with an ApiError. */
export function askIncome(input: ReadIncomeInput): Promise<IncomeDto> {
  return sendJson('POST', `${path}/readings`, input);
}

/** For how many days from now on it is kept. Rejects with an ApiError. */
export function keepIncome(input: KeepIncomeInput): Promise<IncomeDto> {
  return sendJson('PATCH', path, input);
}

/** Deletes all of it, here and at Plaid. Rejects with an ApiError. */
export function deleteIncome(): Promise<void> {
  return sendJson('DELETE', path);
}

/** Fetches Plaid's report and has the browser save it; nothing of it is kept. Rejects with an ApiError. */
export function saveIncomeReport(): Promise<void> {
  return saveFile(`${path}/report`);
}
