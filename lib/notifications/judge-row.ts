import 'server-only';
import { median } from '#lib/budgets/reckon';
import type { CivilDate } from '#lib/dates/civil-date';
import type { LargeFrom, Usual } from './contract.ts';
import type { NotificationKind } from './kinds.ts';

/** A row as the member sees it. Sizes are minor units of its currency. */
export type NewRow = {
  transactionId: string;
  accountId: string;
  date: CivilDate;
  merchant: string;
  currency: string;
  /** Null where it has none, or its parts have several. */
  category: { id: string; name: string } | null;
  /** What of it is money out, and spending. */
  spentMinor: number;
  /** What of it came in where a refund may be: in a category of spending, or in none. */
  backMinor: number;
};

/** What one earlier row spent, with the merchant or in the category that it is asked of. */
export type Payment = {
  transactionId: string;
  date: CivilDate;
  currency: string;
  spentMinor: number;
};

/** Payments of the year before, in whatever order. */
export type Past = { ofMerchant: readonly Payment[]; ofCategory: readonly Payment[] };

export type RowVerdict =
  | { kind: 'unusual_payment'; usual: Usual }
  | { kind: 'large_payment'; fromMinor: number }
  | { kind: 'refund_arrived'; paid: Payment };

/** Of fewer payments nobody can say what is usual; a category's differ more than a merchant's. */
const rules = {
  merchant: { least: 5, times: 3 },
  category: { least: 12, times: 5 },
} as const;

/** Three times the usual coffee is nothing to write of. */
const leastExcessMinor = 2_000;

/**
 * What there is to tell of a new row: one thing at most, the one that explains most, of those that its member
 * wants to hear. Pure.
 */
export function judgeRow(
  row: NewRow,
  past: Past,
  largeFrom: LargeFrom,
  wanted: ReadonlySet<NotificationKind>,
): RowVerdict | null {
  if (row.spentMinor > 0) {
    const usual = wanted.has('unusual_payment') ? findUsual(row, past) : null;
    if (usual) return { kind: 'unusual_payment', usual };
    const isLarge = row.currency === largeFrom.currency && row.spentMinor >= largeFrom.minor;
    return isLarge && wanted.has('large_payment')
      ? { kind: 'large_payment', fromMinor: largeFrom.minor }
      : null;
  }
  const paid = row.backMinor > 0 && wanted.has('refund_arrived') ? findPaid(row, past) : null;
  return paid && { kind: 'refund_arrived', paid };
}

/** By the merchant, as soon as there is enough to go by; else by the category. */
function findUsual(row: NewRow, { ofMerchant, ofCategory }: Past): Usual | null {
  const merchant = earlier(row, ofMerchant);
  if (row.merchant && merchant.length >= rules.merchant.least) {
    return exceed(row, merchant, 'merchant', row.merchant);
  }
  return row.category && exceed(row, earlier(row, ofCategory), 'category', row.category.name);
}

function exceed(
  { spentMinor }: NewRow,
  payments: readonly Payment[],
  of: Usual['of'],
  name: string,
): Usual | null {
  const { least, times } = rules[of];
  const sizes = payments.map((each) => each.spentMinor);
  const medianMinor = median(sizes);
  if (medianMinor === null || sizes.length < least) return null;
  const mostMinor = Math.max(...sizes);
  const isFar =
    spentMinor >= times * medianMinor &&
    spentMinor > mostMinor &&
    spentMinor - medianMinor >= leastExcessMinor;
  return isFar ? { of, name, count: sizes.length, medianMinor, mostMinor } : null;
}

/** The latest payment of exactly so much, else the latest of more. */
function findPaid(row: NewRow, { ofMerchant }: Past): Payment | null {
  if (!row.merchant) return null;
  const candidates = earlier(row, ofMerchant)
    .filter(({ spentMinor }) => spentMinor >= row.backMinor)
    .sort((a, b) => b.date.localeCompare(a.date) || b.transactionId.localeCompare(a.transactionId));
  const same = candidates.find(({ spentMinor }) => spentMinor === row.backMinor);
  return same ?? candidates[0] ?? null;
}

function earlier(row: NewRow, payments: readonly Payment[]): Payment[] {
  return payments.filter(
    (each) =>
      each.transactionId !== row.transactionId &&
      each.currency === row.currency &&
      each.date <= row.date,
  );
}
