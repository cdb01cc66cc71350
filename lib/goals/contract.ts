import { z } from 'zod';
import { greatestMinor } from '#lib/accounts/account-kinds';
import type { DayValues } from '#lib/balances/contract';
import type { CivilDate } from '#lib/dates/civil-date';
import { civilDateSchema } from '#lib/dates/contract';
import { currencyCode } from '#lib/rates/contract';
import { nameText } from '#lib/seen-text';

const goalAccountLimit = 20;

const goalKinds = ['save', 'pay_down'] as const;
export type GoalKind = (typeof goalKinds)[number];

const goalFields = {
  name: nameText.min(1, 'Give it a name.').max(100, 'Use at most 100 characters.'),
  kind: z.enum(goalKinds),
  /** What to have, or what was owed at the beginning. */
  targetMinor: z.int().min(1).max(greatestMinor),
  currency: currencyCode,
  dueOn: civilDateSchema.nullable(),
  /** They count with all that is in them, or owed on them. */
  accountIds: z.array(z.uuid()).max(goalAccountLimit),
};

export const goalInput = z.strictObject(goalFields);
export type GoalInput = z.infer<typeof goalInput>;

/** What is left out stays. Its kind and its currency do: amounts are in it. */
export const goalPatch = z
  .strictObject({
    name: goalFields.name,
    targetMinor: goalFields.targetMinor,
    dueOn: goalFields.dueOn,
    accountIds: goalFields.accountIds,
    completed: z.boolean(),
    archived: z.boolean(),
  })
  .partial()
  .refine((patch) => Object.keys(patch).length > 0, 'Name at least one field to change.');
export type GoalPatch = z.infer<typeof goalPatch>;

export const contributionInput = z.strictObject({
  date: civilDateSchema,
  /** Negative: taken back. */
  amountMinor: z
    .int()
    .min(-greatestMinor)
    .max(greatestMinor)
    .refine((minor) => minor !== 0, 'Enter an amount.'),
  /** The account it lies in; null where it lies nowhere that is known here. */
  accountId: z.uuid().nullable(),
});
export type ContributionInput = z.infer<typeof contributionInput>;

/** What a change answers: by what it is taken back, for a day; null where there was nothing to change. */
export type ChangedGoalDto = { id: string; undoStepId: string | null };

export type GoalAccountDto = { id: string; name: string };

export type ContributionDto = {
  id: string;
  date: CivilDate;
  amountMinor: number;
  account: GoalAccountDto | null;
  /** It counts as a part of its account, which counts with all that is in it, and not once more. */
  isWithin: boolean;
};

/** More of an account is meant for goals than is in it. */
export type Shortfall = { account: GoalAccountDto; meantMinor: number; heldMinor: number };

export type GoalDto = {
  id: string;
  name: string;
  kind: GoalKind;
  targetMinor: number;
  currency: string;
  dueOn: CivilDate | null;
  state: 'open' | 'completed' | 'archived';
  accounts: GoalAccountDto[];
  /** There, or paid off; null where it is not known. Below zero where more is owed than at the beginning. */
  doneMinor: number | null;
  /** What a month usually brings: the middle one of the last whole months, at least three, at most six. */
  pace: { minor: number; months: number } | null;
  /** YYYY-MM, in which it is reached at that pace; null where it is not, or where there is none. */
  projectedMonth: string | null;
  /** What each month until the date has to bring; null without a date to come. */
  perMonthMinor: number | null;
  shortfalls: Shortfall[];
};

export type GoalListDto = { items: GoalDto[]; nextCursor: null };

export type GoalDetailDto = GoalDto & {
  /** The newest first. */
  contributions: ContributionDto[];
  /** What was there on each day of the last year, or since something is known. */
  course: { from: CivilDate; minor: DayValues };
};
