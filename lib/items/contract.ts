import { z } from 'zod';
import { incomeSources } from '#lib/income/limits';
import type { InstitutionHealthDto } from '#lib/institutions/contract';

/** What a person may allow later, beside transactions. */
const consentProduct = z.enum([
  'assets',
  'auth',
  'identity',
  'investments',
  'liabilities',
  'statements',
  'transactions',
]);

export const linkTokenInput = z.discriminatedUnion('purpose', [
  /** A new connection. `likeItemId`: an earlier one, whose bank Link shows first. */
  z.strictObject({ purpose: z.literal('link'), likeItemId: z.uuid().optional() }),
  /** An account by its numbers, proven by a small deposit. */
  z.strictObject({ purpose: z.literal('numbers') }),
  /** Signing in again. */
  z.strictObject({ purpose: z.literal('update'), itemId: z.uuid() }),
  /** Choosing which accounts are shared. */
  z.strictObject({ purpose: z.literal('accounts'), itemId: z.uuid() }),
  /** Allowing more; everything we can use unless named. */
  z.strictObject({
    purpose: z.literal('consent'),
    itemId: z.uuid(),
    products: z.array(consentProduct).min(1).max(7).optional(),
  }),
  /** Confirming micro-deposits by their code. */
  z.strictObject({ purpose: z.literal('verify'), itemId: z.uuid() }),
  /** Sharing one's own income, over a connection that is made for that alone. */
  z.strictObject({ purpose: z.literal('income'), source: z.enum(incomeSources) }),
]);
export type LinkTokenInput = z.infer<typeof linkTokenInput>;

/** `id` finds the token again after a bank's own page has taken this one's place. */
export type LinkTokenDto = { id: string; linkToken: string; expiration: string };
export type OpenLinkDto = LinkTokenDto & { input: LinkTokenInput };

export const findLinkTokenQuery = z.strictObject({ id: z.uuid().optional() });

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
  /** The person was told that accounts of it are here already, and links it all the same. */
  allowDuplicate: z.boolean().optional(),
});
export type CreateItemInput = z.infer<typeof createItemInput>;
export type LinkMetadata = CreateItemInput['metadata'];
type LinkAccount = LinkMetadata['accounts'][number];

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
type ItemAction =
  | 'sign_in'
  /** Sign in and permit more. */
  | 'consent'
  /** Choose accounts. */
  | 'add_accounts'
  /** Enter the code of a deposit. */
  | 'verify'
  /** Link an account by its numbers anew: its deposit proves nothing any more. */
  | 'link_numbers'
  | 'sync'
  | 'link_again'
  /** Say what becomes of the history of what was withdrawn. */
  | 'keep_or_delete'
  | 'wait'
  | 'none';

/** Whose turn it is; `we` is whoever runs this app, or the app itself. */
export type ItemActor = 'we' | 'person' | 'person_at_bank' | 'nobody';

export type ItemState = {
  name: ItemStateName;
  /** A few words for the status pill. */
  label: string;
  /** One sentence: what happened, whether anything is lost, what happens next. */
  reason: string;
  action: ItemAction;
  actor: ItemActor;
};

export type ItemOffer = Extract<LinkTokenInput['purpose'], 'accounts' | 'consent' | 'verify'>;

export type ItemDto = {
  id: string;
  institution: {
    name: string;
    color: string | null;
    /** Changes with the logo; null when there is none. */
    logoVersion: string | null;
    health: InstitutionHealthDto | null;
  };
  state: ItemState;
  /** The viewer decides about it: signs in, chooses accounts, disconnects. */
  decides: boolean;
  /** Another member, who linked it; null when the viewer did, or nobody who is still here. */
  linkedBy: string | null;
  /** Of those that the viewer sees. */
  accountCount: number;
  /** Names of accounts withdrawn at the bank, whose history is to be kept or deleted. */
  revokedAccounts: string[];
  /** What Link's update mode can do for it, beside signing in again. */
  offers: ItemOffer[];
  /** ISO 8601; null before the first sync. */
  lastSyncedAt: string | null;
  /** ISO 8601: when a sync last began, however it ended. */
  lastAttemptAt: string | null;
  createdAt: string;
  /** When it ends unless somebody signs in again; null when Plaid names no day, or it ended. */
  endsAt: string | null;
  history: 'unknown' | 'not_ready' | 'initial_complete' | 'historical_complete';
};

/** With `duplicate_item`: the connection that has accounts of the new one already. */
export type DuplicateDto = {
  item: ItemDto;
  /** The accounts that would be here twice. */
  shared: LinkAccount[];
  /** How many accounts of the new one are not here yet. */
  others: number;
  /** Another member's name; null when the person linked it. */
  linkedBy: string | null;
  /** At this bank a second connection usually ends the first. */
  endsFirst: boolean;
};

/** How much of a bank is here. An Item without transactions has none. */
export type ItemHistoryDto = {
  itemId: string;
  transactions: number;
  /** Days of the first and the last one. */
  from: string;
  to: string;
};

/** Of a replaced access token. For operators; of any household. */
export type RotationDto = {
  itemId: string;
  plaidItemId: string;
  /** `lost`: Plaid's answer with the new token never arrived, and the old one is dead. */
  status: 'under_way' | 'done' | 'lost';
  /** Of the request while it is under way. ISO 8601. */
  at: string;
};

export const rotationInput = z.strictObject({
  /** Our id of the Item, or Plaid's. */
  itemId: z.string().trim().min(1).max(100),
});
