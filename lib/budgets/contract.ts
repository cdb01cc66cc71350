import { z } from 'zod';
import { type CategoryDto, categoryLimit } from '#lib/categories/contract';
import { civilDateSchema } from '#lib/dates/contract';
import type { Cycle, Span } from '#lib/dates/cycles';

const carryModes = ['none', 'surplus', 'both'] as const;
/** What a period leaves goes on to the next: not at all, only what is left, or what is missing, too. */
export type CarryMode = (typeof carryModes)[number];

/** The largest plan, in minor units. */
const planLimit = 1e14;

/** Days whose neighbours, some hundred periods on, are dates still. */
const budgetDate = civilDateSchema.refine(
  (date) => date >= '1970-01-01' && date <= '2199-12-31',
  'Use a date between 1970 and 2199.',
);

/** Any day of the period; without one, the day it is. */
export const budgetQuery = z.strictObject({ on: budgetDate });

const planInput = z.strictObject({
  categoryId: z.uuid(),
  /** Null: no plan. */
  amountMinor: z.int().min(0).max(planLimit).nullable(),
  /** For this period alone; otherwise from it on. */
  once: z.boolean(),
});
export type PlanInput = z.infer<typeof planInput>;

export const budgetPatch = z
  .strictObject({
    /** A day of the period that it is changed in. */
    on: budgetDate,
    plans: z.array(planInput).max(categoryLimit).default([]),
    carries: z
      .array(z.strictObject({ categoryId: z.uuid(), mode: z.enum(carryModes) }))
      .max(categoryLimit)
      .default([]),
  })
  .refine(({ plans, carries }) => plans.length + carries.length > 0, 'Name at least one change.');
export type BudgetPatch = z.infer<typeof budgetPatch>;
export type BudgetPatchInput = z.input<typeof budgetPatch>;

export const copyInput = z.strictObject({ on: budgetDate });

/** Days of which a month may have fewer: then its last. */
const startDay = z.int().min(1).max(31);

const cycleInput = z.union([
  z.strictObject({ kind: z.literal('month'), day: startDay }),
  z.strictObject({
    kind: z.literal('weeks'),
    weeks: z.union([z.literal(1), z.literal(2), z.literal(4)]),
    from: budgetDate,
  }),
]);

export const budgetSettingsPatch = z
  .strictObject({
    cycle: cycleInput,
    countsPending: z.boolean(),
    currency: z.string().regex(/^[A-Z0-9]{3,10}$/, 'Use the code of a currency.'),
  })
  .partial()
  .refine((patch) => Object.keys(patch).length > 0, 'Name at least one field to change.');
export type BudgetSettingsPatch = z.infer<typeof budgetSettingsPatch>;

/** What a change answers: by what it is taken back, for a day; null where there was nothing to change. */
export type ChangedBudgetDto = { undoStepId: string | null };

export type BudgetSettingsDto = {
  cycle: Cycle;
  countsPending: boolean;
  currency: string;
};

/** Amounts are minor units of the budget's currency; what is spent is positive. */
export type BudgetLineDto = {
  /** Null for what has no category. */
  categoryId: string | null;
  name: string;
  icon: CategoryDto['icon'];
  plan: { minor: number; once: boolean } | null;
  carry: CarryMode;
  /** What the period before left, or is missing (negative). */
  carriedMinor: number;
  /** Of a group, with all its categories. */
  spentMinor: number;
  /** Pending, whether or not it counts. */
  pendingMinor: number;
  /** Only what is in the group itself and in none of its categories. */
  isDirect: boolean;
};

export type BudgetGroupDto = {
  name: string;
  /** Null where the group as a whole has no plan. */
  whole: BudgetLineDto | null;
  /** With a plan of their own; under a group that has one, those without, too. */
  lines: BudgetLineDto[];
};

export type BudgetDto = {
  settings: BudgetSettingsDto;
  span: Span;
  /** In the order of the categories. */
  groups: BudgetGroupDto[];
  /** What was spent where nothing is planned, the most first. */
  unplanned: BudgetLineDto[];
  /** Plans, what was carried to them and what was spent of them; each amount once. */
  plannedMinor: number;
  carriedMinor: number;
  spentMinor: number;
  unplannedMinor: number;
  /** Of all that was spent, planned or not. */
  pendingMinor: number;
  /** Spent in other currencies, which count in nothing above. */
  others: {
    currency: string;
    spentMinor: number;
    /** In the budget's currency, at the rates of the days on which it was spent; null where one is missing. */
    convertedMinor: number | null;
  }[];
  pace: {
    /** Spent of the plans by the end of each day of the period. */
    spent: number[];
    /** The same, usually: the mean of so many periods before; null without one. */
    usual: number[] | null;
    usualOf: number;
  };
  /** Accounts of which the viewer sees the balance alone: what is spent from them is in no figure. */
  balanceOnlyCount: number;
  /** Some period before had a plan. */
  hasEarlierPlans: boolean;
};

/** Spending, planned or not; amounts as in a budget. */
export type SpendingDto = {
  settings: BudgetSettingsDto;
  span: Span;
  /** Up to and with the day that was asked for. */
  spentMinor: number;
  pace: BudgetDto['pace'];
  /** What most was spent on, the most first. */
  top: {
    categoryId: string | null;
    name: string;
    icon: CategoryDto['icon'];
    /** Of a group: what is in none of its categories. */
    isDirect: boolean;
    spentMinor: number;
    /** By the same day of the periods before, in their mean; null without one. */
    usualMinor: number | null;
  }[];
  /** Spent in other currencies, which count in nothing above. */
  others: BudgetDto['others'];
};

/** How many periods back suggestions look. */
export const suggestionSpans = [3, 12] as const;

export type SuggestionDto = {
  categoryId: string;
  name: string;
  icon: CategoryDto['icon'];
  /** Null for a group. */
  groupId: string | null;
  /** What was spent in the middle one of the last periods; null where there are too few. */
  medianOf3: number | null;
  medianOf12: number | null;
};

export type SuggestionsDto = {
  /** How many whole periods there are to look back on, at most 12. */
  spans: number;
  currency: string;
  /** The day the earliest of them began. */
  from: string | null;
  items: SuggestionDto[];
  nextCursor: null;
};
