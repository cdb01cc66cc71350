import { sendJson } from '#lib/client/api';
import type { DetailsInput, MatchDto } from './contract.ts';

const pathOf = (itemId: string) => `/api/items/${itemId}/identity`;

/** The page hears of what changed by itself. All reject with an ApiError. */
export const identityActions = {
  ask: async (itemId: string): Promise<void> => {
    await sendJson('POST', pathOf(itemId));
  },
  forget: async (itemId: string): Promise<void> => {
    await sendJson('DELETE', pathOf(itemId));
  },
  /** Nothing of the answer is kept. */
  match: (itemId: string) => sendJson<MatchDto[]>('POST', `${pathOf(itemId)}-match`),
  setDetails: async (input: DetailsInput): Promise<void> => {
    await sendJson('PATCH', '/api/identity', input);
  },
};
