import { z } from 'zod';

export const deletionInput = z.strictObject({
  /** The person with all that is theirs, or the household that the session looks at. */
  scope: z.enum(['account', 'household']),
  /** The person's e-mail, or the household's name, as typed. */
  confirmation: z.string().trim().max(320),
  /** What becomes, in households that go on, of what others see of the person's accounts. */
  history: z.enum(['keep', 'delete']),
  /** Households that only the person owns and that others belong to: deleted for everybody. */
  households: z.array(z.uuid()).max(20),
});
export type DeletionInput = z.infer<typeof deletionInput>;

/** 256 bits, base64url: what the browser was given when it asked. */
export const receiptInput = z.strictObject({ receipt: z.string().regex(/^[\w-]{43}$/) });

/**
 * What becomes of a household when the person goes: `deleted` with them, who are alone in it; `left`,
 * it goes on; `undecided`, it has no other owner.
 */
export type HouseholdFate = 'deleted' | 'left' | 'undecided';

export type DeletionPreviewDto = {
  email: string;
  households: {
    id: string;
    name: string;
    current: boolean;
    fate: HouseholdFate;
    owner: boolean;
    /** Besides the person. */
    otherMembers: number;
    /** Connections with access to a bank: in a household that goes on, the person's own. */
    banks: number;
  }[];
};

/** How far it is; told to whoever holds the receipt. Nothing in it names anybody. */
export type DeletionDto = {
  scope: DeletionInput['scope'];
  /** ISO 8601 */
  requestedAt: string;
  /** ISO 8601; null while it goes on. */
  finishedAt: string | null;
  /** Connections to end at Plaid, and those of which Plaid confirmed it. */
  banks: { total: number; ended: number };
  households: number;
};
