import { z } from 'zod';
import { nameText } from '#lib/seen-text';
import { tokenDays } from './limits.ts';
import { type TokenScope, tokenScopes } from './scopes.ts';

export const createTokenInput = z.strictObject({
  name: nameText.min(1, 'Say what it is for.').max(60, 'Use at most 60 characters.'),
  scopes: z
    .array(z.enum(tokenScopes))
    .min(1, 'Choose what it may do.')
    .max(tokenScopes.length)
    .refine((scopes) => new Set(scopes).size === scopes.length, 'Name each once.'),
  days: z
    .int()
    .min(tokenDays.least, 'A token is for a day at least.')
    .max(tokenDays.most, 'A token is for a year at most.'),
});
export type CreateTokenInput = z.infer<typeof createTokenInput>;

export type AccessTokenDto = {
  id: string;
  name: string;
  /** Its last characters. */
  ending: string;
  scopes: TokenScope[];
  state: 'open' | 'revoked' | 'expired';
  /** ISO 8601 */
  createdAt: string;
  /** Until when it can be used, or when it was revoked. */
  endsAt: string;
  /** ISO 8601; null: never. */
  lastUsedAt: string | null;
  /** The address it was last used from. */
  lastPeer: string | null;
};

export type AccessTokenListDto = { items: AccessTokenDto[]; nextCursor: null };

/** The token itself is told this once. */
export type NewTokenDto = { token: AccessTokenDto; secret: string };
