import type { ReportQuery } from './contract.ts';

export const reportKinds = ['cash-flow', 'flow', 'spending', 'income', 'years', 'custom'] as const;
export type ReportKind = (typeof reportKinds)[number];

/** What is added up: what was spent (positive), what was earned, or what the one left of the other. */
export const measures = ['spending', 'income', 'net'] as const;
export type Measure = (typeof measures)[number];

export const groupings = ['category', 'group', 'merchant', 'tag', 'account'] as const;
export type Grouping = (typeof groupings)[number];

/** Into what the time of a report is cut. */
export const steps = ['month', 'quarter', 'year'] as const;
export type Step = (typeof steps)[number];

/** Periods that go on with the day on which they are looked at. */
export const reportPeriods = [
  'this-month',
  'last-month',
  '3m',
  '6m',
  '12m',
  '24m',
  'this-year',
  'last-year',
  'all',
] as const;
export type ReportPeriod = (typeof reportPeriods)[number];

/** What a period is held against: as long a time just before it, or the same days a year earlier. */
export const comparisons = ['before', 'year'] as const;
export type Comparison = (typeof comparisons)[number];

/** Beside their sum. */
export const defaultRows = 25;
export const manyRows = 250;

const names = [
  'period',
  'from',
  'to',
  'every',
  'by',
  'measure',
  'compare',
  'as',
  'rows',
  'accountId',
  'categoryId',
  'tagIds',
  'merchant',
  'q',
] as const satisfies (keyof ReportQuery)[];

/** The same query always in the same words. */
export function writeReport(query: ReportQuery): URLSearchParams {
  const given = names.flatMap((name) => {
    const value = query[name];
    return value === undefined || value === '' ? [] : [[name, String(value)]];
  });
  return new URLSearchParams(given);
}

/** Where a report is to be seen. */
export function pathOf(kind: ReportKind): string {
  return kind === 'cash-flow' ? '/reports' : `/reports/${kind}`;
}
