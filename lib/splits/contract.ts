import { z } from 'zod';
import type { CategoryKind } from '#lib/categories/contract';
import type { Money } from '#lib/money/contract';
import { partLimit, wholeShare } from './limits.ts';

const largest = Number.MAX_SAFE_INTEGER;

/** What a part has beside its amount. */
const sorting = {
  categoryId: z.uuid().nullable(),
  note: z.string().trim().min(1).max(2_000, 'Use at most 2,000 characters.').nullable(),
  tagIds: z.array(z.uuid()).max(20),
};

const part = z.strictObject({
  /** Our sign, in the transaction's currency. Parts may have either sign: cash back among groceries. */
  minor: z
    .int()
    .min(-largest)
    .max(largest)
    .refine((minor) => minor !== 0, 'A part needs an amount.'),
  ...sorting,
});
export type PartInput = z.infer<typeof part>;

/** The parts that a person splits a transaction into; none: it is whole, whatever rules say. */
export const splitInput = z.strictObject({
  parts: z
    .array(part)
    .max(partLimit, `There is room for ${partLimit} parts.`)
    .refine((parts) => parts.length !== 1, 'One part is the whole transaction.'),
});
export type SplitInput = z.infer<typeof splitInput>;

/** One part of a transaction as it counts. */
export type SplitPartDto = {
  id: string;
  /** Our sign. */
  minor: number;
  category: { id: string; name: string; kind: CategoryKind } | null;
  note: string | null;
  tags: { id: string; name: string }[];
};

/** How a transaction is split. */
export type SplitDto = {
  /** Who says so; the bank never splits one. */
  by: 'bank' | 'rule' | 'person';
  /** The rule that says so. */
  rule: string | null;
  amount: Money;
  /** None: it is whole. */
  parts: SplitPartDto[];
  /**
   * What the parts leave of the amount: the bank changed it since. Counts in the transaction's own
   * category until somebody says where it belongs.
   */
  leftMinor: number;
};

/** What a decision about a split answers, with what it is taken back by. */
export type ChangedSplitDto = SplitDto & { undoStepId: string };

/** A split that no longer comes to its transaction's amount. */
export type UnsettledSplitDto = {
  transactionId: string;
  date: string;
  merchant: string;
  account: { id: string; name: string };
  category: { id: string; name: string } | null;
  split: SplitDto;
};

export type UnsettledSplitListDto = { items: UnsettledSplitDto[]; nextCursor: null };

const sizeMissing = 'Say how large each part is.';

/** How large a part of a rule is: hundredths of a percent of the amount, a size, or what is left. */
const ruleShare = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('share'), share: z.int().min(1, sizeMissing).max(wholeShare) }),
  z.strictObject({ kind: z.literal('size'), minor: z.int().min(1, sizeMissing).max(largest) }),
  z.strictObject({ kind: z.literal('rest') }),
]);
export type RuleShare = z.infer<typeof ruleShare>;

const rulePart = z.strictObject({ of: ruleShare, ...sorting });
export type RulePart = z.infer<typeof rulePart>;

/** How a rule splits what it matches. */
export const ruleSplit = z
  .strictObject({
    /** Of the sizes; null where there are none. A transaction in another is left whole. */
    currency: z.string().min(1).max(20).nullable(),
    parts: z.array(rulePart).min(2, 'Split it into two parts at least.').max(partLimit),
  })
  .refine(({ parts }) => countOf(parts, 'rest') <= 1, 'Only one part can be the rest.')
  .refine(
    ({ parts }) => countOf(parts, 'rest') === 1 || countOf(parts, 'size') === 0,
    'Beside fixed amounts one part must be the rest.',
  )
  .refine(({ parts }) => {
    const shares = sumShares(parts);
    return countOf(parts, 'rest') === 1 ? shares <= wholeShare : shares === wholeShare;
  }, 'The shares must come to 100 %.')
  .refine(
    ({ parts, currency }) => countOf(parts, 'size') > 0 === (currency !== null),
    'A fixed amount needs a currency.',
  );
export type RuleSplit = z.infer<typeof ruleSplit>;

function countOf(parts: readonly RulePart[], kind: RuleShare['kind']): number {
  return parts.filter(({ of }) => of.kind === kind).length;
}

function sumShares(parts: readonly Pick<RulePart, 'of'>[]): number {
  return parts.reduce((sum, { of }) => sum + (of.kind === 'share' ? of.share : 0), 0);
}
