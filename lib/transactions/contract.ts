import { z } from 'zod';
import type { CategoryKind } from '#lib/categories/contract';
import { civilDateSchema } from '#lib/dates/civil-date';
import type { Money } from '#lib/money/contract';
import { nameText } from '#lib/seen-text';
import type { SettledDto } from '#lib/settlements/contract';
import type { TransferSummary } from '#lib/transfers/contract';

/** The longest search text: the field and the API agree on it. */
export const searchLength = 200;

/** In the place of a category's id: rows without one. */
export const noCategory = 'none';

/** The size of an amount in units of its currency, as a URL writes it. */
const sizeSchema = z.string().regex(/^\d{1,13}(\.\d{1,8})?$/, 'Use digits and a point: 12.99.');

/** Several ids as a URL writes them: one after the other, with commas between. */
const idList = z.union([
  z.uuid().transform((id) => [id]),
  z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.uuid()).max(20)),
]);

/** As a URL says yes or no. */
const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

const filterFields = {
  /** What the person typed, in the language of search-language.ts. */
  q: z.string().trim().max(searchLength).optional(),
  accountId: z.uuid().optional(),
  categoryId: z.union([z.uuid(), z.literal(noCategory)]).optional(),
  /** It has one of these tags. */
  tagIds: idList.optional(),
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

/** What a person decides about a transaction, each for itself. */
export const decisionFields = [
  'categoryId',
  'merchant',
  'date',
  'note',
  'hidden',
  'reviewed',
  'transfer',
] as const;
export type DecisionField = (typeof decisionFields)[number];

/** The person's own fields; null or an empty text is a decision too. */
export const transactionPatch = z
  .strictObject({
    categoryId: z.uuid().nullable(),
    merchant: nameText.max(200, 'Use at most 200 characters.').nullable(),
    /** The bank's own date is kept beside it. */
    date: civilDateSchema,
    note: z.string().max(2_000, 'Use at most 2,000 characters.').nullable(),
    hidden: z.boolean(),
    reviewed: z.boolean(),
    /** Whether it is a transfer, also where its other end is nowhere here. */
    transfer: z.boolean(),
    /** Decisions to give back: the field is the rule's or the bank's again. */
    revert: z.array(z.enum(decisionFields)).min(1).max(decisionFields.length),
  })
  .partial()
  .refine((patch) => Object.keys(patch).length > 0, 'Name at least one field to change.')
  .refine(({ revert, ...set }) => !revert?.some((field) => field in set), {
    path: ['revert'],
    message: 'A field is either set or given back.',
  });
export type TransactionPatch = z.infer<typeof transactionPatch>;

/** The most transactions that are named one by one, and the most that change at once. */
export const namedLimit = 1_000;
export const changeLimit = 50_000;

/** Which transactions: these, or all that a filter lets through. */
export const selectionSchema = z.union([
  z.strictObject({ transactionIds: z.array(z.uuid()).min(1).max(namedLimit) }),
  z.strictObject({ filter: transactionFilterQuery }),
]);
export type TransactionSelection = z.infer<typeof selectionSchema>;

export const bulkInput = z.strictObject({ of: selectionSchema, patch: transactionPatch });

export type BulkResultDto = {
  count: number;
  /** By what it is taken back, for a day. */
  undoStepId: string;
};

export const keepInput = z.strictObject({ kept: z.boolean() });

/**
 * Who says what a field is; `enrichment` is Plaid's own name for a merchant, or its word on a file's row; `pair`
 * is the other end of a transfer.
 */
export type Decider = 'bank' | 'enrichment' | 'rule' | 'pair' | 'person';

export type TransactionDto = {
  id: string;
  /** When it happened, as far as the bank says; the person's own date before that. */
  date: string;
  merchant: string;
  account: { id: string; name: string; mask: string | null };
  category: { id: string; name: string; kind: CategoryKind } | null;
  /** Who chose the category. */
  categoryBy: Decider;
  amount: Money;
  tags: { id: string; name: string }[];
  pending: boolean;
  note: string | null;
  reviewed: boolean;
  hidden: boolean;
  /** The bank withdrew it and the person keeps it. */
  kept: boolean;
  /** What came back of it or is owed for it; null where nothing did and nobody owes. */
  settled: SettledDto | null;
  /** Into what it is split; null for one that is whole. */
  split: SplitSummary | null;
  /** Null for one that is no transfer, or one by its category alone. */
  transfer: TransferSummary | null;
};

export type SplitSummary = {
  /** The category of each part, null for none; our sign. */
  parts: { category: string | null; minor: number }[];
  /** What the parts leave of the amount: the bank changed it since. */
  leftMinor: number;
  /** What the filter lets through of it; null where it asks nothing that parts differ in. */
  matchedMinor: number | null;
};

/** What a list shows and adds up of a transaction: of one that is split, what the filter lets through. */
export function shownMinor({ amount, split }: Pick<TransactionDto, 'amount' | 'split'>): number {
  return split?.matchedMinor ?? amount.minor;
}

/** Neither income nor spending: by itself or by its category. */
export function isTransfer({ transfer, category }: Pick<TransactionDto, 'transfer' | 'category'>) {
  return transfer !== null || category?.kind === 'transfer';
}

/** One transaction with what only its own view shows. */
export type TransactionDetailDto = TransactionDto & {
  /** The bank's date: when it posted. */
  bankDate: string;
  /** Who says what each field is, and by which rule where a rule does. */
  sources: Record<DecisionField, { by: Decider; rule: { id: string; name: string } | null }>;
  /** What the fields are when the person decides nothing. */
  otherwise: Pick<
    TransactionDto,
    'category' | 'merchant' | 'date' | 'note' | 'hidden' | 'reviewed'
  >;
  /** The bank's own words. */
  bankText: string;
  /** When the money was spent, where the bank says so beside `bankDate`. */
  authorizedDate: string | null;
  /** Plaid's words: `online`, `in store`, `other`. */
  paymentChannel: string | null;
  checkNumber: string | null;
  /** Who else was part of it, and as what, in Plaid's words. */
  counterparties: { name: string; type: string | null }[];
  /** Where it was; `text` is empty where there is only the point. */
  place: { text: string; point: { lat: number; lon: number } | null } | null;
  /** Entered by a person, in an account of no bank. */
  byHand: boolean;
};

export type ChangedTransactionDto = TransactionDetailDto & Pick<BulkResultDto, 'undoStepId'>;

export type TransactionPage = { items: TransactionDto[]; nextCursor: string | null };

/** In, out and what was moved between accounts come to the net. */
type CurrencyTotals = {
  currency: string;
  count: number;
  inMinor: number;
  outMinor: number;
  /** Of transfers, which are neither; null where there is none. */
  transferMinor: number | null;
  netMinor: number;
};

/** What the filter lets through, added up. What is hidden is counted, and left out of the sums. */
export type TransactionTotals = {
  count: number;
  hiddenCount: number;
  /** The most frequent currency first. */
  sums: CurrencyTotals[];
};

/** So many to review are counted; more are "99+". */
export const inboxCountLimit = 100;

/** How many transactions the Overview shows; the page and the hook ask for the same number. */
export const recentLimit = 12;
