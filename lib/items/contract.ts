import { z } from 'zod';

export const linkTokenInput = z.discriminatedUnion('purpose', [
  z.strictObject({ purpose: z.literal('link') }),
  z.strictObject({ purpose: z.literal('update'), itemId: z.uuid() }),
]);
export type LinkTokenInput = z.infer<typeof linkTokenInput>;
export type LinkTokenDto = { linkToken: string; expiration: string };

/** What Link's onSuccess said, as far as we use it. */
const linkMetadata = z.strictObject({
  institution: z.strictObject({ id: z.string().max(64), name: z.string().max(200) }).nullable(),
  accounts: z
    .array(z.strictObject({ name: z.string().max(200), mask: z.string().max(16).nullable() }))
    .max(200),
  linkSessionId: z.string().max(100),
});

export const createItemInput = z.strictObject({
  publicToken: z.string().min(1).max(200),
  metadata: linkMetadata,
});
export type CreateItemInput = z.infer<typeof createItemInput>;

export const disconnectItemInput = z.strictObject({ history: z.enum(['keep', 'delete']) });
export type DisconnectItemInput = z.infer<typeof disconnectItemInput>;

export type ItemStateName =
  | 'syncing'
  | 'healthy'
  | 'needs_sign_in'
  | 'needs_bank'
  | 'delayed'
  | 'expiring'
  | 'revoked'
  | 'needs_operator'
  | 'removing'
  | 'removed';

/** The one thing to do next. */
type ItemAction = 'sign_in' | 'sync' | 'link_again' | 'wait' | 'none';

export type ItemState = {
  name: ItemStateName;
  /** A few words for the status pill. */
  label: string;
  /** One sentence: what happened, whether anything is lost, what happens next. */
  reason: string;
  action: ItemAction;
};

export type ItemDto = {
  id: string;
  institution: { name: string; color: string | null };
  state: ItemState;
  accountCount: number;
  /** ISO 8601; null before the first sync. */
  lastSyncedAt: string | null;
  createdAt: string;
  history: 'unknown' | 'not_ready' | 'initial_complete' | 'historical_complete';
};

/** How much of a bank is here. An Item without transactions has none. */
export type ItemHistoryDto = {
  itemId: string;
  transactions: number;
  /** Days of the first and the last one. */
  from: string;
  to: string;
};
