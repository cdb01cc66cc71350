import { sendJson } from '#lib/client/api';
import type { IncomeDto, ReadIncomeInput } from './contract.ts';

const path = '/api/income';

/** Has one's income read, after a passage through Link or again. Rejects with an ApiError. */
export function askIncome(input: ReadIncomeInput): Promise<IncomeDto> {
  return sendJson('POST', `${path}/readings`, input);
}
