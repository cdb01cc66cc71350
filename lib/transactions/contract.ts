import { z } from 'zod';
import type { CategoryKind } from '#lib/categories/contract';
import { civilDateSchema } from '#lib/dates/civil-date';
import type { Money } from '#lib/money/contract';

export const transactionListQuery = z.strictObject({
  /** Any part of the merchant, the bank's text or the note. */
  q: z.string().trim().max(100).optional(),
  accountId: z.uuid().optional(),
  /** First and last day, both included. */
  from: civilDateSchema.optional(),
  to: civilDateSchema.optional(),
  /** `nextCursor` of the page before. */
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type TransactionListQuery = z.infer<typeof transactionListQuery>;

/** The person's own fields; null or an empty text is a decision too. */
export const transactionPatch = z
  .strictObject({
    note: z.string().max(2_000, 'Use at most 2,000 characters.').nullable(),
    categoryId: z.uuid().nullable(),
    reviewed: z.boolean(),
  })
  .partial()
  .refine((patch) => Object.keys(patch).length > 0, 'Name at least one field to change.');
export type TransactionPatch = z.infer<typeof transactionPatch>;

export const keepInput = z.strictObject({ kept: z.boolean() });

export type TransactionDto = {
  id: string;
  /** When it happened, as far as the bank says; the person's own date before that. */
  date: string;
  merchant: string;
  account: { id: string; name: string; mask: string | null };
  category: { id: string; name: string; kind: CategoryKind } | null;
  /** Who chose the category. */
  categoryBy: 'bank' | 'person';
  amount: Money;
  pending: boolean;
  note: string | null;
  reviewed: boolean;
  hidden: boolean;
  /** The bank withdrew it and the person keeps it. */
  kept: boolean;
};

/** One transaction with what only its own view shows. */
export type TransactionDetailDto = TransactionDto & {
  /** The bank's date: when it posted. */
  bankDate: string;
  /** The bank's own words. */
  bankText: string;
  paymentChannel: string | null;
};

export type TransactionPage = { items: TransactionDto[]; nextCursor: string | null };

/** How many transactions the Overview shows; the page and the hook ask for the same number. */
export const recentLimit = 12;
