import { sendJson } from '#lib/client/api';
import type { AccountNumbersDto } from './contract.ts';

/** Asks once; nothing of the answer is kept. Rejects with an ApiError. */
export function askNumbers(accountId: string): Promise<AccountNumbersDto> {
  return sendJson<AccountNumbersDto>('POST', `/api/accounts/${accountId}/numbers`);
}
