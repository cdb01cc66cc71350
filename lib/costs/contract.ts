import { z } from 'zod';

/** What Plaid bills one connection for a product: each month in which it is there, or when it is first used. */
export type Price = { per: 'month' | 'once'; amount: string };

/** A product as Plaid names it, and on how many connections. */
export type ProductCostDto = {
  product: string;
  /** Plaid bills it. */
  billed: number;
  /** It was added and is not billed yet. */
  added: number;
  /** People allowed it; Plaid begins to bill it when it is first used. */
  allowed: number;
  /** Null: none is set. */
  price: Price | null;
  /** For those that are billed: a month's, or what it cost once. Null without a price. */
  minor: number | null;
};

export type CostsDto = {
  connections: number;
  households: number;
  /** Of which Plaid has not said what it bills. */
  unread: number;
  /** ISO 8601: the oldest of the readings; null when there is none. */
  readAt: string | null;
  /** Of the prices that are set; null where none is. */
  currency: string | null;
  /** Plaid’s sandbox, or the built-in one: nobody pays for it. */
  isFree: boolean;
  products: ProductCostDto[];
  monthlyMinor: number | null;
  /** What all connections that are here cost when their products were first used. */
  onceMinor: number | null;
  /** Billed, and in no total because no price is set. */
  withoutPrice: string[];
};

/** A connection by ids alone. */
export type ItemCostDto = {
  householdId: string;
  itemId: string;
  billed: string[];
  added: string[];
  /** A month's, of the products that have such a price; null where none is set. */
  monthlyMinor: number | null;
  /** Some that are billed have no price. */
  isPartial: boolean;
  /** ISO 8601; null while Plaid was never asked. */
  readAt: string | null;
};

export const costsQuery = z.strictObject({
  /** `nextCursor` of the page before. */
  cursor: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type CostsQuery = z.infer<typeof costsQuery>;

/** `costs`: with the first page alone. */
export type CostsPage = {
  costs: CostsDto | null;
  items: ItemCostDto[];
  nextCursor: string | null;
};
