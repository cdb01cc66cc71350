import { z } from 'zod';
import type { RhythmDto } from '#lib/calendar/contract';
import { civilDateSchema } from '#lib/dates/contract';
import type { ItemState } from '#lib/items/contract';
import type { Money } from '#lib/money/contract';
import type { TieOutSummary } from '#lib/tie-out/contract';
import { searchLength } from '#lib/transactions/limits';
import { amountPattern } from './question-url.ts';

const questionFields = {
  /** About when it happened. */
  date: civilDateSchema,
  /** Units of the account's currency, without a sign: 12.99 */
  amount: z.string().trim().regex(amountPattern, 'Write an amount such as 12.99.').optional(),
  /** Part of the merchant or of the bank's text. */
  text: z.string().trim().min(1).max(searchLength).optional(),
};

/** What the person misses, about as well as they know it. */
export const missingQuery = z.strictObject(questionFields);
export type MissingQuery = z.infer<typeof missingQuery>;

export const bundleQuery = z.strictObject({
  ...questionFields,
  /** The person wants amounts in it. */
  amounts: z.stringbool().default(false),
});
export type BundleQuery = z.infer<typeof bundleQuery>;

export type MissingRow = {
  transactionId: string;
  date: string;
  merchant: string;
  amount: Money;
  account: { id: string; name: string };
  /** It is all that was asked for; otherwise it comes near. */
  exact: boolean;
};

/**
 * `found`: there it is. `likely`: this may be why. `clear`: not the reason. `unknown`: there is
 * nothing to tell it from.
 */
export type Verdict = 'found' | 'likely' | 'clear' | 'unknown';

/** One place where it may be, or one reason why it may not be here yet. */
export type MissingStep = { verdict: Verdict } & (
  | { kind: 'here' | 'pending' | 'withdrawn' | 'hidden' | 'elsewhere'; rows: MissingRow[] }
  | { kind: 'window'; from: string | null; complete: boolean }
  | { kind: 'lag'; rhythm: RhythmDto; lastSyncedAt: string | null; expectedOn: string | null }
  | { kind: 'tie_out'; tieOut: TieOutSummary | null; suspects: number }
  | { kind: 'connection'; state: ItemState | null; itemId: string | null }
);

export type MissingDto = { items: MissingStep[]; nextCursor: null };

/** `bundle` for a file, `text` to paste; the same facts. */
export type BundleDto = { bundle: object; text: string };
