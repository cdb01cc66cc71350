import { sendJson } from '#lib/client/api';
import type { ProcessorTokenDto, ProcessorTokenInput } from './contract.ts';

/** Nothing of the answer is kept. Rejects with an ApiError. */
export function makeProcessorToken(
  accountId: string,
  input: ProcessorTokenInput,
): Promise<ProcessorTokenDto> {
  return sendJson<ProcessorTokenDto>('POST', `/api/accounts/${accountId}/processor-tokens`, input);
}
