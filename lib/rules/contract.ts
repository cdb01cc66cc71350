import { z } from 'zod';
import type { Money } from '#lib/money/contract';
import { nameText } from '#lib/seen-text';
import { ruleSplit } from '#lib/splits/contract';

/** In a household. */
export const ruleLimit = 200;
/** How many matches a preview shows; it counts all. */
export const previewLimit = 50;

const shortText = nameText.min(1).max(100, 'Use at most 100 characters.');
const minor = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

/** Null or empty: it is not asked about. All that is asked about must be so. */
const asked = z
  .strictObject({
    /** What the bank calls the merchant. */
    merchant: shortText.nullable(),
    /** Somewhere in the merchant or the bank's text. */
    text: shortText.nullable(),
    /** Of the amount without its sign, in minor units of `currency`. */
    minMinor: minor.nullable(),
    maxMinor: minor.nullable(),
    currency: z.string().min(1).max(20).nullable(),
    direction: z.enum(['in', 'out']).nullable(),
    accountIds: z.array(z.uuid()).max(100),
    /** Plaid's categories, detailed or primary. */
    plaidCodes: z.array(z.string().min(1).max(100)).max(50),
  })
  .refine(
    ({ minMinor, maxMinor }) => minMinor === null || maxMinor === null || minMinor <= maxMinor,
    { path: ['maxMinor'], message: 'This is less than the least amount.' },
  )
  .refine(
    ({ minMinor, maxMinor, currency }) => (minMinor ?? maxMinor) === null || currency !== null,
    { path: ['currency'], message: 'An amount needs a currency.' },
  );
export type RuleWhen = z.infer<typeof asked>;

export const asksNothing = 'Say which transactions are meant.';

export function asksSomething({ minMinor, maxMinor, currency: _, ...rest }: RuleWhen): boolean {
  const parts = [minMinor, maxMinor, ...Object.values(rest)].flat();
  return parts.some((each) => each !== null);
}

const when = asked.refine(asksSomething, asksNothing);

/** Null, empty or false: it says nothing about it. */
const effect = z
  .strictObject({
    categoryId: z.uuid().nullable(),
    rename: shortText.nullable(),
    note: z.string().trim().min(1).max(2_000, 'Use at most 2,000 characters.').nullable(),
    tagIds: z.array(z.uuid()).max(20),
    hide: z.boolean(),
    review: z.boolean(),
    transfer: z.boolean().default(false),
    split: ruleSplit.nullable().default(null),
  })
  .refine(
    (effects) => Object.values(effects).flat().some(Boolean),
    'Say what is to become of them.',
  );
export type RuleEffect = z.infer<typeof effect>;

export const ruleInput = z.strictObject({
  name: nameText.min(1, 'Give it a name.').max(80, 'Use at most 80 characters.'),
  when,
  effect,
  /** Where it matches, the rules after it are not asked. */
  stop: z.boolean(),
  /** It is also for the transactions that were here before it. */
  history: z.boolean(),
});
export type RuleInput = z.infer<typeof ruleInput>;

/** A change may ask nothing else where the rule names accounts that are kept from whoever changes it. */
export const ruleChange = ruleInput.extend({ when: asked });

export const rulePatch = ruleChange
  .extend({
    enabled: z.boolean(),
    /** Its place: 0 is asked first. */
    index: z.int().min(0).max(ruleLimit),
  })
  .partial()
  .refine((patch) => Object.keys(patch).length > 0, 'Name at least one field to change.');
export type RulePatch = z.infer<typeof rulePatch>;

export const previewInput = z.strictObject({
  /** The rule that would be changed; null: it would be a new one. */
  ruleId: z.uuid().nullable(),
  /** As in a change of it. */
  when: asked,
  effect: effect.nullable(),
  stop: z.boolean(),
});
export type PreviewInput = z.infer<typeof previewInput>;

export type RuleDto = RuleInput & {
  id: string;
  enabled: boolean;
  /** It names others, which are gone or of which whoever asks knows nothing; they stay whatever is sent. */
  hasUnseenAccounts: boolean;
};

export type RuleListDto = { items: RuleDto[]; nextCursor: null };

/** What a change of rules answers: the rules as they are now, and what came of it. */
export type ChangedRulesDto = RuleListDto & {
  /** The one that was made or changed; null once it is deleted. */
  ruleId: string | null;
  /** Transactions that it changed, of those that whoever changed it may see. */
  changed: number;
};

/** What a deletion answers, too: by what it is taken back. */
export type DeletedRuleDto = ChangedRulesDto & { undoStepId: string };

/** What a rule would ask for that is made of one transaction. */
export type SimilarDto = {
  merchant: string;
  /** How many others it would match. */
  count: number;
};

export type RuleField =
  | 'category'
  | 'name'
  | 'note'
  | 'tags'
  | 'hidden'
  | 'reviewed'
  | 'transfer'
  | 'split';

/** One transaction that a rule matches, and what would become of it. */
export type PreviewRowDto = {
  id: string;
  date: string;
  merchant: string;
  account: string;
  amount: Money;
  /** Only what would be another than now; nothing where it is so already, or a person decided. */
  changes: { field: RuleField; before: string | null; after: string | null }[];
  /** Fields that the rule speaks of and a person decided. */
  decided: RuleField[];
};

export type PreviewDto = {
  /** All that it matches, of those that whoever asks may see. */
  count: number;
  /** The newest of them. */
  items: PreviewRowDto[];
};
