import { z } from 'zod';
import type { CivilDate } from '#lib/dates/civil-date';
import { civilDateSchema } from '#lib/dates/contract';
import type { Money } from '#lib/money/contract';
import { isOfficialCurrency } from '#lib/money/currency';
import type { Conversion } from '#lib/rates/contract';
import { nameText } from '#lib/seen-text';
import type { TieOutSummary } from '#lib/tie-out/contract';
import {
  type AccountGroup,
  type AccountKind,
  accountKinds,
  greatestMinor,
} from './account-kinds.ts';

const accountFields = {
  name: nameText.min(1, 'Give it a name.').max(100, 'Use at most 100 characters.'),
  kind: z.enum(accountKinds),
  /** What was in it before its first transaction; for a card or a loan, what was owed. */
  openingMinor: z.int().min(-greatestMinor).max(greatestMinor),
};

/** An account kept by hand. */
export const createAccountInput = z.strictObject({
  ...accountFields,
  /** The day `openingMinor` is of, for what is valued: a home, a car. */
  valuedOn: civilDateSchema.optional(),
  currency: z.string().refine(isOfficialCurrency, 'Use a code of three letters, such as USD.'),
});
export type CreateAccountInput = z.infer<typeof createAccountInput>;

/**
 * What is left out stays. A bank's account has a name, given back to the bank by null, and where it counts; one
 * kept by hand the rest, too. Its currency stays: its transactions are in it.
 */
export const accountPatch = z
  .strictObject({
    ...accountFields,
    name: accountFields.name.nullable(),
    /** Not listed, and not counted. */
    hidden: z.boolean(),
    /** Listed, and not counted in net worth. */
    excluded: z.boolean(),
    /** From this day on it counts no more; null opens it again. */
    closedOn: civilDateSchema.nullable(),
  })
  .partial()
  .refine((patch) => Object.keys(patch).length > 0, 'Name at least one field to change.');
export type AccountPatch = z.infer<typeof accountPatch>;

/** Whether it counts in net worth, and else why not. */
export type Standing = 'counted' | 'excluded' | 'closed' | 'disconnected';

export type AccountDto = {
  id: string;
  /** Null for an account kept by hand. */
  itemId: string | null;
  /** `balance`: its transactions, and what is told from them, are not for the viewer. */
  sight: 'full' | 'balance';
  /** What becomes of it is the viewer's to decide. */
  mine: boolean;
  /** Kept by hand; null for a bank's. */
  byHand: { kind: AccountKind; opening: Money } | null;
  /** Another member, whose it is; null when it is the viewer's, or nobody's who is still here. */
  linkedBy: string | null;
  institution: { name: string; color: string | null } | null;
  name: string;
  /** What the bank calls it, where a person calls it something else. */
  bankName: string | null;
  officialName: string | null;
  mask: string | null;
  type: string;
  subtype: string | null;
  group: AccountGroup;
  /** Plaid's sign: what is owed is positive. Null when the bank does not say. */
  current: Money | null;
  available: Money | null;
  limit: Money | null;
  /** What the account adds to net worth: a debt is negative. */
  worth: Money | null;
  /** ISO 8601: when the bank brought the balance up to date; null where Plaid does not say. */
  balanceUpdatedAt: string | null;
  /** ISO 8601: when the balance was read from Plaid. */
  balanceAsOf: string | null;
  /** Still reported by the bank, or kept by hand. */
  connected: boolean;
  standing: Standing;
  hidden: boolean;
  closedOn: CivilDate | null;
  /** Whether the bank's balance is the one our rows add up to; null before the first comparison. */
  tieOut: TieOutSummary | null;
};

/** Totals of one currency; what all of them come to is `ConvertedWorth`. */
export type NetWorth = {
  currency: string;
  assetsMinor: number;
  /** Positive: what is owed. */
  debtsMinor: number;
  /** On its way between two of the accounts: it has left one, and is not yet in the other. */
  transitMinor: number;
  netMinor: number;
};

/** All currencies as one; unknown where a rate is missing. */
export type ConvertedWorth = Conversion & {
  assetsMinor: number | null;
  debtsMinor: number | null;
  netMinor: number | null;
};

/** `items` without those that are hidden; `total` is null where all is in the household's currency already. */
export type AccountListDto = {
  items: AccountDto[];
  hidden: AccountDto[];
  nextCursor: null;
  netWorth: NetWorth[];
  total: ConvertedWorth | null;
};

/** `againInSeconds`: how long until the bank may be asked anew. */
export type RefreshDto = { account: AccountDto; againInSeconds: number };
