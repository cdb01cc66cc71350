import { z } from 'zod';
import type { CivilDate } from '#lib/dates/civil-date';
import { civilDateSchema } from '#lib/dates/contract';
import type { Span } from '#lib/dates/cycles';
import { transactionFilterQuery } from '#lib/transactions/contract';
import {
  comparisons,
  type Grouping,
  groupings,
  type Measure,
  measures,
  reportKinds,
  reportPeriods,
  type Step,
  steps,
} from './report-url.ts';

/** How many rows a report has at most beside their sum; the rest is one row. */
const rowLimit = 1_000;

/** Room is left for what a figure adds to the search that leads to its transactions. */
const searchLength = 150;

/** Of these every neighbour is a date that the database knows. */
const reportDate = civilDateSchema.refine(
  (date) => date >= '1970-01-01' && date <= '2199-12-31',
  'Use a date between 1970 and 2199.',
);

const { accountId, categoryId, tagIds, merchant } = transactionFilterQuery.shape;

const reportFields = {
  period: z.enum(reportPeriods).optional(),
  /** Both, in place of a period by name; included. */
  from: reportDate.optional(),
  to: reportDate.optional(),
  every: z.enum(steps).optional(),
  by: z.enum(groupings).optional(),
  measure: z.enum(measures).optional(),
  compare: z.enum(comparisons).optional(),
  /** Every figure of every step in place of the drawing. */
  as: z.enum(['table']).optional(),
  rows: z.coerce.number().int().min(1).max(rowLimit).optional(),
  /** As the list of transactions is narrowed. */
  accountId,
  categoryId,
  tagIds,
  merchant,
  q: z.string().trim().max(searchLength).optional(),
};
const reportSchema = z.object(reportFields);

/** What a report is asked for, in the words of its page's URL; what is missing has a default. */
export type ReportQuery = z.infer<typeof reportSchema>;

/** The same as a saved report has it. */
export const savedQuery = z.strictObject(reportFields);

/** Over the API: `today` is the asker's day, from which periods by name are counted. */
export const reportRequest = z.strictObject({
  kind: z.enum(reportKinds),
  today: reportDate,
  format: z.enum(['json', 'csv']).default('json'),
  ...reportFields,
});
export type ReportRequest = z.infer<typeof reportRequest>;

/** What a page's URL asks for. A part that somebody mangled asks for nothing. */
export function readReport(params: Record<string, unknown>): ReportQuery {
  const { error } = reportSchema.safeParse(params);
  const mangled = new Set(error?.issues.map(({ path }) => path[0]));
  const sound = Object.entries(params).filter(([name]) => !mangled.has(name));
  const { from, to, ...query } = reportSchema.parse(Object.fromEntries(sound));
  const isPeriod = from !== undefined && to !== undefined && from <= to;
  return { ...query, ...(isPeriod && { from, to }), q: query.q || undefined };
}

/** A time and how it is cut, the earliest part first; parts at its ends may be shorter. */
export type ReportTime = {
  span: Span;
  every: Step;
  spans: Span[];
  /** What it is held against; null where nothing is. */
  compared: Span | null;
  /** What was asked to be compared, and is not known from its beginning. */
  unknown: Span | null;
};

/**
 * What a row is about: a category (null: none), a group of them, a merchant, a tag, an account. `direct` is what
 * is in a group itself and in none of its categories.
 */
export type RowKey =
  | { by: 'category'; id: string | null; direct: boolean }
  | { by: 'group'; id: string | null }
  | { by: 'merchant'; id: string }
  | { by: 'tag' | 'account'; id: string };

/** Amounts in minor units, signed as the report's measure has them. */
export type ReportRow = {
  /** Null for all that has no row of its own. */
  key: RowKey | null;
  name: string;
  /** One for each part of the time. */
  minor: number[];
  totalMinor: number;
  /** Of the time that this one is held against; null where it is held against none. */
  beforeMinor: number | null;
};

/** The same without what it is about. */
export type ReportSums = Omit<ReportRow, 'key' | 'name'>;

/** What in a report was put into the household's currency, each row at the rate of its own day. */
export type ReportConversion = {
  currency: string;
  /** Whose rates are all known: in the figures of that currency. */
  converted: string[];
  /** What keeps others out of them: on so many days there is no rate. They have figures of their own. */
  missing: { from: string; to: string; days: number; firstDay: CivilDate }[];
};

/** Of one currency; without rates amounts in different ones are not added up. */
export type BreakdownSums = {
  currency: string;
  /** The largest first. */
  rows: ReportRow[];
  /** How many rows "all others" stand for. */
  others: number;
  /** Everything once, also what has two tags or none. */
  total: ReportSums;
};
export type BreakdownDto = {
  time: ReportTime;
  measure: Measure;
  by: Grouping;
  currencies: BreakdownSums[];
  conversion: ReportConversion | null;
};

export type CashFlowSums = {
  currency: string;
  income: ReportSums;
  spending: ReportSums;
};
export type CashFlowDto = {
  time: ReportTime;
  currencies: CashFlowSums[];
  conversion: ReportConversion | null;
};

/** What came in from a category or went out to one; never negative: what a category gave back comes in from it. */
export type FlowBranch = {
  key: { id: string | null; direct: boolean };
  name: string;
  minor: number;
  /** It goes the other way than its kind: a category that gave back more than was spent, or income that was taken back. */
  isBack: boolean;
};
export type FlowGroup = {
  id: string | null;
  name: string;
  minor: number;
  branches: FlowBranch[];
  /** None of its categories gave back more than was spent there: those are sources. */
  isWhole: boolean;
};
export type FlowSums = {
  currency: string;
  incomeMinor: number;
  spendingMinor: number;
  /** Together as much as what goes out with what is left. */
  sources: FlowBranch[];
  groups: FlowGroup[];
  /** Income that was taken back; its own branches beside the groups. */
  takenBack: FlowBranch[];
};
export type FlowDto = {
  time: ReportTime;
  currencies: FlowSums[];
  conversion: ReportConversion | null;
};

export type YearSums = {
  currency: string;
  /** For each of the years, its months; null for those that have not begun, and before anything is known. */
  months: (number | null)[][];
  /** By how much each month is more than a year earlier; the running one than the same days of it. */
  changes: (number | null)[];
  /**
   * For each of the years, what it came to by the end of each day; the 29th of February is in all of them. Of a year
   * before this one that is not known from its beginning nothing is said.
   */
  courses: (number | null)[][];
};
export type YearsDto = {
  measure: Measure;
  /** At most three, the latest first. */
  years: number[];
  currencies: YearSums[];
  conversion: ReportConversion | null;
};

export type ReportDto = BreakdownDto | CashFlowDto | FlowDto | YearsDto;
