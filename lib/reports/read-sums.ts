import 'server-only';
import type { Span } from '#lib/dates/cycles';
import { db } from '#lib/db/client';
import { env } from '#lib/env';
import { monthsAsked } from '#lib/month-sums/months-asked';
import type { Viewer } from '#lib/privacy/viewer';
import { readTraits } from '#lib/traits/read-traits';
import type { TransactionFilter } from '#lib/transactions/contract';
import { querySums } from './query-sums.ts';
import { readKeptMonths } from './read-kept-months.ts';
import type { Grouping, Measure } from './report-url.ts';

/** What came to what: both as the rows are signed, positive is money in. */
export type Sum = {
  /** Which part of the time; a day since 1970 where every day is asked for. */
  span: number;
  /** The category's, tag's or account's id, or the merchant; null where there is none. */
  key: string | null;
  currency: string;
  incomeMinor: number;
  spendingMinor: number;
};

export type Question = {
  /** As the report is narrowed, with its first and its last day. */
  filter: TransactionFilter & Span;
  measure: Measure;
  /** One after the other, without gaps; or every day for itself. */
  spans: readonly Span[] | 'days';
  by: Exclude<Grouping, 'group'> | null;
  /** These alone; without it all there are. */
  currencies?: readonly string[];
};

/**
 * Income and spending by time and by what a report asks for: from sums by month where they tell it, by merchant and by
 * day from months that nothing has changed since they were read, and else from rows.
 */
export async function readSums(viewer: Viewer, question: Question): Promise<Sum[]> {
  const { parts, links, sums } = await readTraits(viewer);
  const months = sums ? monthsAsked(question.filter) : null;
  const hasOthers = parts || links;
  if (months && isByDayOrMerchant(question) && env().KEPT_FIGURES_MIB > 0) {
    return readKeptMonths(viewer, question, { hasOthers, months });
  }
  return querySums(db(), viewer, question, { hasOthers, months });
}

/** And by nothing else: what a month is known again by says nothing of categories, accounts and tags. */
function isByDayOrMerchant({ spans, by }: Question): boolean {
  return by === 'merchant' || (by === null && spans === 'days');
}
