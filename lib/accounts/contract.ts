import { z } from 'zod';
import type { Money } from '#lib/money/contract';
import { isOfficialCurrency } from '#lib/money/currency';
import { nameText } from '#lib/seen-text';
import type { TieOutSummary } from '#lib/tie-out/contract';

/** What an account kept by hand may be. */
export const accountKinds = [
  'cash',
  'checking',
  'savings',
  'credit card',
  'loan',
  'investment',
  'other',
] as const;
export type AccountKind = (typeof accountKinds)[number];

/** Of one amount that a person enters, in minor units. */
export const greatestMinor = 9_000_000_000_000;

const accountFields = {
  name: nameText.min(1, 'Give it a name.').max(100, 'Use at most 100 characters.'),
  kind: z.enum(accountKinds),
  /** What was in it before its first transaction; for a card or a loan, what was owed. */
  openingMinor: z.int().min(-greatestMinor).max(greatestMinor),
};

/** An account kept by hand. */
export const createAccountInput = z.strictObject({
  ...accountFields,
  currency: z.string().refine(isOfficialCurrency, 'Use a code of three letters, such as USD.'),
});
export type CreateAccountInput = z.infer<typeof createAccountInput>;

/** Its currency stays: its transactions are in it. */
export const accountPatch = z
  .strictObject(accountFields)
  .partial()
  .refine((patch) => Object.keys(patch).length > 0, 'Name at least one field to change.');
export type AccountPatch = z.infer<typeof accountPatch>;

/** How accounts are grouped on every page, assets before debts. */
export const accountGroups = ['cash', 'investments', 'other', 'cards', 'loans'] as const;
export type AccountGroup = (typeof accountGroups)[number];

export type AccountDto = {
  id: string;
  /** Null for an account kept by hand. */
  itemId: string | null;
  /** `balance`: its transactions, and what is told from them, are not for the viewer. */
  sight: 'full' | 'balance';
  /** Kept by hand; null for a bank's. `mine`: what becomes of it is the viewer's to decide. */
  byHand: { kind: AccountKind; opening: Money; mine: boolean } | null;
  /** Another member, whose it is; null when it is the viewer's, or nobody's who is still here. */
  linkedBy: string | null;
  institution: { name: string; color: string | null } | null;
  name: string;
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
  /** Still reported by the bank; its balance counts. */
  connected: boolean;
  /** Whether the bank's balance is the one our rows add up to; null before the first comparison. */
  tieOut: TieOutSummary | null;
};

/** Totals of one currency; amounts in different currencies are never added up. */
export type NetWorth = {
  currency: string;
  assetsMinor: number;
  /** Positive: what is owed. */
  debtsMinor: number;
  netMinor: number;
};

export type AccountListDto = { items: AccountDto[]; nextCursor: null; netWorth: NetWorth[] };
