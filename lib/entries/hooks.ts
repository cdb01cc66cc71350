import { sendJson } from '#lib/client/api';
import type { ChangedTransactionDto, TransactionDetailDto } from '#lib/transactions/contract';
import type { CreateEntryInput, EntryPatch } from './contract.ts';

const path = '/api/entries';

/** Lists and balances follow by the server's events. Each rejects with an ApiError. */
export const entryActions = {
  create: (input: CreateEntryInput) => sendJson<TransactionDetailDto>('POST', path, input),
  update: (id: string, patch: EntryPatch) =>
    sendJson<ChangedTransactionDto>('PATCH', `${path}/${id}`, patch),
  remove: (id: string) => sendJson<{ id: string }>('DELETE', `${path}/${id}`),
  restore: (id: string) => sendJson<TransactionDetailDto>('POST', `${path}/${id}/restore`),
};
