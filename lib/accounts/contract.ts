import type { Money } from '#lib/money/contract';
import type { TieOutSummary } from '#lib/tie-out/contract';

/** How accounts are grouped on every page, assets before debts. */
export const accountGroups = ['cash', 'investments', 'other', 'cards', 'loans'] as const;
export type AccountGroup = (typeof accountGroups)[number];

export type AccountDto = {
  id: string;
  /** Null for an account kept by hand. */
  itemId: string | null;
  /** `balance`: its transactions, and what is told from them, are not for the viewer. */
  sight: 'full' | 'balance';
  /** Another member, who linked it; null when the viewer did, or nobody who is still here. */
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
