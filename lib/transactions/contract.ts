import { z } from 'zod';
import type { CategoryKind } from '#lib/categories/contract';
import { civilDateSchema } from '#lib/dates/civil-date';
import type { Money } from '#lib/money/contract';

/** The longest search text: the field and the API agree on it. */
export const searchLength = 200;

/** In the place of a category's id: rows without one. */
export const noCategory = 'none';

/** The size of an amount in units of its currency, as a URL writes it. */
const sizeSchema = z.string().regex(/^\d{1,13}(\.\d{1,8})?$/, 'Use digits and a point: 12.99.');

/** As a URL says yes or no. */
const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

const filterFields = {
  /** What the person typed, in the language of search-language.ts. */
  q: z.string().trim().max(searchLength).optional(),
  accountId: z.uuid().optional(),
  categoryId: z.union([z.uuid(), z.literal(noCategory)]).optional(),
  /** First and last day, both included. */
  from: civilDateSchema.optional(),
  to: civilDateSchema.optional(),
  /** The smallest and the largest size, both included, whichever way the money went. */
  min: sizeSchema.optional(),
  max: sizeSchema.optional(),
  direction: z.enum(['in', 'out']).optional(),
  pending: flag.optional(),
  reviewed: flag.optional(),
  hidden: flag.optional(),
};
const filterSchema = z.object(filterFields);

/** What a list is narrowed to; the same names in the API and in the page's URL. */
export type TransactionFilter = z.infer<typeof filterSchema>;

/** A filter and nothing else, for what is asked about all that it lets through. */
export const transactionFilterQuery = z.strictObject(filterFields);

export const transactionListQuery = z.strictObject({
  ...filterFields,
  /** `nextCursor` of the page before. */
  cursor: z.string().max(100).optional(),
  /** `nextCursor` of this page when it was read before: it ends there again. */
  until: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type TransactionListQuery = z.infer<typeof transactionListQuery>;

/** The filter a page's URL names. A part that somebody mangled narrows nothing. */
export function readFilter(params: Record<string, unknown>): TransactionFilter {
  const { error } = filterSchema.safeParse(params);
  const mangled = new Set(error?.issues.map(({ path }) => path[0]));
  const sound = Object.entries(params).filter(([name]) => !mangled.has(name));
  const filter = filterSchema.parse(Object.fromEntries(sound));
  return { ...filter, q: filter.q || undefined };
}

/** The filter as a URL writes it; the same filter always in the same words. */
export function writeFilter(filter: TransactionFilter): URLSearchParams {
  const names = Object.keys(filterFields) as (keyof TransactionFilter)[];
  const given = names.flatMap((name) => {
    const value = filter[name];
    return value === undefined || value === '' ? [] : [[name, String(value)]];
  });
  return new URLSearchParams(given);
}

/** The person's own fields; null or an empty text is a decision too. */
export const transactionPatch = z
  .strictObject({
    note: z.string().max(2_000, 'Use at most 2,000 characters.').nullable(),
    categoryId: z.uuid().nullable(),
    reviewed: z.boolean(),
    /** Decisions to give back: the field is the bank's again. */
    revert: z
      .array(z.enum(['categoryId']))
      .min(1)
      .max(1),
  })
  .partial()
  .refine((patch) => Object.keys(patch).length > 0, 'Name at least one field to change.')
  .refine(({ revert, ...set }) => !revert?.some((field) => field in set), {
    path: ['revert'],
    message: 'A field is either set or given back.',
  });
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
  /** What the category is when the person decides nothing. */
  bankCategory: TransactionDto['category'];
  /** The bank's own words. */
  bankText: string;
  paymentChannel: string | null;
  /** Entered by a person, in an account of no bank. */
  byHand: boolean;
};

export type TransactionPage = { items: TransactionDto[]; nextCursor: string | null };

/** What the filter lets through, added up. What is hidden is counted, and left out of the sums. */
export type TransactionTotals = {
  count: number;
  hiddenCount: number;
  /** The most frequent currency first. */
  sums: { currency: string; count: number; inMinor: number; outMinor: number; netMinor: number }[];
};

/** How many transactions the Overview shows; the page and the hook ask for the same number. */
export const recentLimit = 12;
