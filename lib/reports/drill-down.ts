import 'server-only';
import type { Span } from '#lib/dates/cycles';
import type { TransactionFilter } from '#lib/transactions/contract';
import { noCategory, writeFilter } from '#lib/transactions/filter-url';
import type { ReportQuery, RowKey } from './contract.ts';
import type { Measure } from './report-url.ts';

/** What of a report a figure adds up. */
export type Figure = { measure: Measure; span: Span; key?: RowKey | null };

/** As what a line of a transaction must count to be in a measure. */
export const countsOf = {
  spending: 'counts:spending',
  income: 'counts:income',
  net: 'counts:cashflow',
} as const satisfies Record<Measure, string>;

/** The filter of the list of transactions whose sum a figure is; spending is negative there. */
function figureFilter(query: ReportQuery, { measure, span, key }: Figure): TransactionFilter {
  const isDirect = key?.by === 'category' && key.direct;
  const filter = reportFilter(query, span);
  return {
    ...filter,
    ...(key ? keyFilter(key, query) : {}),
    q: withTerms([countsOf[measure], ...(isDirect ? ['counts:direct'] : [])], filter.q),
  };
}

/** As a report narrows what it adds up, before it asks what lines count as. */
export function reportFilter(
  { accountId, categoryId, tagIds, merchant, q }: ReportQuery,
  { from, to }: Span,
): TransactionFilter & Span {
  return { accountId, categoryId, tagIds, merchant, from, to, q };
}

/** They come first, so that a quote that nobody closes takes nothing along. */
export function withTerms(terms: string[], q: string | undefined): string {
  return [...terms, ...(q ? [q] : [])].join(' ');
}

/** The page that lists what is behind a figure. */
export function figurePath(query: ReportQuery, figure: Figure): string {
  return `/transactions?${writeFilter(figureFilter(query, figure))}`;
}

function keyFilter(key: RowKey, { categoryId }: ReportQuery): TransactionFilter {
  switch (key.by) {
    case 'category':
      return { categoryId: key.id ?? noCategory };
    case 'group':
      // Of a report on one category its group holds no more than that.
      return { categoryId: categoryId ?? key.id ?? noCategory };
    case 'merchant':
      return { merchant: key.id };
    case 'tag':
      return { tagIds: [key.id] };
    case 'account':
      return { accountId: key.id };
  }
}
