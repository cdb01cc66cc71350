import { z } from 'zod';
import type { CategoryKind } from '#lib/categories/contract';
import { civilDateSchema } from '#lib/dates/contract';
import type { Money } from '#lib/money/contract';
import { nameText } from '#lib/seen-text';
import type { SettledDto } from '#lib/settlements/contract';
import type { TransferSummary } from '#lib/transfers/contract';
import { noCategory } from './filter-url.ts';
import { merchantLength, namedLimit, pageLimit, searchLength } from './limits.ts';

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
  /** Of this merchant, to the letter. */
  merchant: z.string().min(1).max(merchantLength).optional(),
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
  /** It counts as a transfer: by itself or by its category. */
  transfer: flag.optional(),
};
/** A filter and nothing else, for what is asked about all that it lets through. */
export const transactionFilterQuery = z.strictObject(filterFields);

/** What a list is narrowed to; the same names in the API and in the page's URL. */
export type TransactionFilter = z.infer<typeof transactionFilterQuery>;

export const transactionListQuery = z.strictObject({
  ...filterFields,
  /** `nextCursor` of the page before. */
  cursor: z.string().max(100).optional(),
  /** `nextCursor` of this page when it was read before: it ends there again. */
  until: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(pageLimit),
});
export type TransactionListQuery = z.infer<typeof transactionListQuery>;

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
  /** Null where the filter asks nothing in which its lines may differ. */
  matched: MatchedDto | null;
  /** Null for one that is no transfer, or one by its category alone. */
  transfer: TransferSummary | null;
};

export type SplitSummary = {
  /** The category of each part, null for none; our sign. */
  parts: { category: string | null; minor: number }[];
  /** What the parts leave of the amount: the bank changed it since. */
  leftMinor: number;
};

/** What a filter lets through of a row. */
export type MatchedDto = {
  minor: number;
  /** It was asked as what it counts: then it is no transfer, whatever the row's own category says. */
  counted: boolean;
};

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
  /** What a file says beside them. */
  memo: string | null;
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
  /** A file brought it. */
  fromFile: boolean;
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
