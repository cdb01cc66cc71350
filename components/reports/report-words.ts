import type { BarColumn } from '#components/charts/bar-chart';
import { type CivilDate, formatCivilDate, lastDayOfMonth } from '#lib/dates/civil-date';
import type { Span } from '#lib/dates/cycles';
import { formatMonth } from '#lib/dates/format-month';
import { formatAmount } from '#lib/money/format-amount';
import type {
  Comparison,
  Grouping,
  Measure,
  ReportKind,
  ReportPeriod,
  Step,
} from '#lib/reports/report-url';

export const kindWords: Record<ReportKind, string> = {
  'cash-flow': 'Cash flow',
  flow: 'Where it goes',
  spending: 'Spending',
  income: 'Income',
  years: 'Year over year',
  custom: 'Your own',
};

export const measureWords: Record<Measure, string> = {
  spending: 'Spent',
  income: 'Earned',
  net: 'Left over',
};

export const groupingWords: Record<Grouping, string> = {
  category: 'By category',
  group: 'By group',
  merchant: 'By merchant',
  tag: 'By tag',
  account: 'By account',
};

/** What a row of a report is. */
export const rowWords: Record<Grouping, string> = {
  category: 'Category',
  group: 'Group',
  merchant: 'Merchant',
  tag: 'Tag',
  account: 'Account',
};

export const stepWords: Record<Step, string> = {
  month: 'Each month',
  quarter: 'Each quarter',
  year: 'Each year',
};

export const periodWords: Record<ReportPeriod, string> = {
  'this-month': 'This month',
  'last-month': 'Last month',
  '3m': 'Last 3 months',
  '6m': 'Last 6 months',
  '12m': 'Last 12 months',
  '24m': 'Last 24 months',
  'this-year': 'This year',
  'last-year': 'Last year',
  all: 'All that is known',
};

export const comparisonWords: Record<Comparison, string> = {
  before: 'And the time before',
  year: 'And a year earlier',
};

/** "November 2026", "Q4 2026", "2026": the part of the calendar that a part of a report's time is in. */
export function nameStep({ from }: Span, every: Step, month: 'long' | 'short' = 'long'): string {
  const year = from.slice(0, 4);
  if (every === 'year') return year;
  if (every === 'quarter') return `Q${quarterOf(from)} ${year}`;
  return formatMonth(from, month);
}

/** The same where little room is: the year stands where one begins. */
export function shortenStep({ from }: Span, every: Step): string {
  const year = from.slice(0, 4);
  if (every === 'year' || from.slice(5, 7) === '01') return year;
  return every === 'quarter' ? `Q${quarterOf(from)}` : formatMonth(from, 'short').slice(0, 3);
}

export function toColumns(spans: readonly Span[], every: Step): BarColumn[] {
  return spans.map((span) => ({ name: nameStep(span, every), short: shortenStep(span, every) }));
}

/** "Dec 1, 2025 to Nov 22"; a month or a year that is whole by its name. */
export function nameTime(span: Span, today: CivilDate): string {
  const { from, to } = span;
  if (from.endsWith('-01-01') && to === `${from.slice(0, 4)}-12-31`) return from.slice(0, 4);
  if (from.endsWith('-01') && to === lastDayOfMonth(from)) return formatMonth(from, 'long');
  // The year once, where it is one.
  const first = from.slice(0, 4) === to.slice(0, 4) ? from : today;
  return `${formatCivilDate(from, first, 'short')} to ${formatCivilDate(to, today, 'short')}`;
}

/** "$120 more than in 2025 ($1,200)"; null where nothing is compared. */
export function describeChange(
  totalMinor: number,
  beforeMinor: number | null,
  { currency, compared, today }: { currency: string; compared: Span | null; today: CivilDate },
): string | null {
  if (beforeMinor === null || compared === null) return null;
  const say = (minor: number) => formatAmount(minor, currency, { precision: 'whole' }).text;
  const difference = totalMinor - beforeMinor;
  const than = `${nameTime(compared, today)} (${say(beforeMinor)})`;
  if (difference === 0) return `As much as ${than}`;
  return `${say(Math.abs(difference))} ${difference > 0 ? 'more' : 'less'} than ${than}`;
}

/** Why a comparison that was asked for is not there. */
export function describeUnknown(unknown: Span | null, today: CivilDate): string | null {
  return unknown && `Not all of ${nameTime(unknown, today)} is known, to compare with`;
}

/** "12 %" of a whole; nothing where that says nothing. */
export function describeShare(minor: number, wholeMinor: number): string {
  if (wholeMinor <= 0 || minor < 0) return '';
  const percent = (minor / wholeMinor) * 100;
  if (percent > 0 && percent < 1) return '< 1 %';
  return `${Math.round(percent)} %`;
}

function quarterOf(date: CivilDate): number {
  return Math.floor((Number(date.slice(5, 7)) - 1) / 3) + 1;
}
