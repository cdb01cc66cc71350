import { z } from 'zod';
import type { CategoryDto } from '#lib/categories/contract';
import type { CivilDate } from '#lib/dates/civil-date';
import { civilDateSchema } from '#lib/dates/contract';
import { nameText } from '#lib/seen-text';

export const cadences = [
  'weekly',
  'biweekly',
  'semi_monthly',
  'monthly',
  'quarterly',
  'yearly',
] as const;
/** `irregular`: it comes again, and nobody can say when. */
export type Cadence = (typeof cadences)[number] | 'irregular';

export const timesAYear: Record<Cadence, number | null> = {
  weekly: 52,
  biweekly: 26,
  semi_monthly: 24,
  monthly: 12,
  quarterly: 4,
  yearly: 1,
  irregular: null,
};

/** Of one household. */
export const streamLimit = 500;
const amountLimit = 1e14;

/** Days whose neighbours are dates still, some years on. */
const streamDate = civilDateSchema.refine(
  (date) => date >= '1970-01-01' && date <= '2199-12-31',
  'Use a date between 1970 and 2199.',
);

/** The day it is for whoever looks. */
export const recurringQuery = z.strictObject({ on: streamDate });

export const decisionInput = z.strictObject({
  streamIds: z.array(z.uuid()).min(1).max(streamLimit),
  state: z.enum(['confirmed', 'rejected']),
});
export type DecisionInput = z.infer<typeof decisionInput>;

/** Null gives a field back to what is found; of the end, takes it away. */
export const streamPatch = z
  .strictObject({
    name: nameText.min(1, 'Give it a name.').max(100, 'Use at most 100 characters.').nullable(),
    categoryId: z.uuid().nullable(),
    cadence: z.enum(cadences).nullable(),
    /** Our sign: positive = money in. */
    amountMinor: z.int().min(-amountLimit).max(amountLimit).nullable(),
    /** The last day on which anything of it is expected. */
    endsOn: streamDate.nullable(),
  })
  .partial()
  .refine((patch) => Object.keys(patch).length > 0, 'Name at least one field to change.');
export type StreamPatch = z.infer<typeof streamPatch>;

export const mergeInput = z
  .strictObject({ streamId: z.uuid(), intoId: z.uuid() })
  .refine(({ streamId, intoId }) => streamId !== intoId, 'Choose two that differ.');
export type MergeInput = z.infer<typeof mergeInput>;

/** What a change answers: by what it is taken back, for a day. */
export type ChangedStreamsDto = { undoStepId: string };

/** Amounts are minor units in our sign: positive = money in. */
export type StreamDto = {
  id: string;
  state: 'suggested' | 'confirmed' | 'rejected';
  name: string;
  /** Where its newest row is. */
  account: { id: string; name: string };
  /** The account at the other end of a transfer that recurs there, too. */
  towards: string | null;
  category: Pick<CategoryDto, 'id' | 'name' | 'icon'> | null;
  /** Between the household's own accounts: neither income nor spending. */
  transfer: boolean;
  cadence: Cadence;
  currency: string;
  /** What is expected next, and between what sizes it lay lately: equal where it is always the same. */
  amountMinor: number;
  lowMinor: number;
  highMinor: number;
  /** Null where it is irregular. */
  yearMinor: number | null;
  count: number;
  lastOn: CivilDate;
  /** May lie some days back, while it can still come. Null once it has ended. */
  nextOn: CivilDate | null;
  /** It was expected on that day, and never came. */
  missedOn: CivilDate | null;
  priceChange: { fromMinor: number; toMinor: number; since: CivilDate } | null;
  hasEnded: boolean;
  /** In percent; how sure the finding of it is. */
  confidence: number;
  /** What a person said of it. */
  said: {
    name: boolean;
    category: boolean;
    cadence: boolean;
    amount: boolean;
    endsOn: CivilDate | null;
  };
};

export type RecurringDto = {
  /** The soonest first. */
  streams: StreamDto[];
  /** What is confirmed and goes on, transfers aside, in each currency. */
  totals: { currency: string; outYearMinor: number; inYearMinor: number }[];
  /** Banks at which Plaid does not look for it: there it is found here. */
  unserved: string[];
};

type StreamRowDto = {
  transactionId: string;
  date: CivilDate;
  merchant: string;
  accountName: string;
  amountMinor: number;
  pending: boolean;
};

export type StreamDetailDto = StreamDto & {
  /** The newest first, at most `rowLimit`. */
  rows: StreamRowDto[];
};

/** Something expected on a day: by how it came before, or because a bank says so. */
export type DueDto = {
  id: string;
  on: CivilDate;
  name: string;
  /** To whom, for a calendar that is read outside: it names no account. */
  payee: string;
  accountId: string;
  accountName: string;
  currency: string;
  amountMinor: number;
  lowMinor: number;
  highMinor: number;
  transfer: boolean;
  /** The other end of a transfer that is due beside it: it moves an account, and is listed with that. */
  mirror: boolean;
  categoryId: string | null;
  /** `late`: its day is past, and it can still come. `seen`: its row is there. */
  state: 'expected' | 'late' | 'missed' | 'seen';
  /** Where one looks closer. */
  href: string;
  by: 'stream' | 'bank';
};
