import 'server-only';
import type { CivilDate } from '#lib/dates/civil-date';
import type { TransactionFilter } from '#lib/transactions/contract';
import { parseSearch, type SearchState } from '#lib/transactions/search-language';
import { type SplitTime, splitMonths } from './split-months.ts';

/**
 * The months that a filter asks for, where all that it asks is what rows are added up by: time, account, category, and
 * as what they count. What a filter comes to ask one day is asked of rows, unless it is named here.
 *
 * @returns null where rows are to be asked one by one, or no month is whole
 */
export function monthsAsked(filter: TransactionFilter): SplitTime | null {
  const { q, from, to, accountId, categoryId, pending, hidden, transfer, ...ofRows } = filter;
  if (Object.values(ofRows).some((asked) => asked !== undefined && asked !== '')) return null;
  const { categories, accounts, counts, misread, ...terms } = parseSearch(q ?? '');
  const { states, has, from: typedFrom, to: typedTo, ...words } = terms;
  if (Object.values(words).some((asked) => asked.length > 0)) return null;
  if (states.some((state) => !isSummedBy[state])) return null;
  if (has.some((possession) => possession !== 'category')) return null;
  return splitMonths({
    from: listDays(from, typedFrom).at(-1),
    to: listDays(to, typedTo).at(0),
  });
}

function listDays(...dates: (CivilDate | null | undefined)[]): CivilDate[] {
  return dates
    .filter((date) => typeof date === 'string')
    .filter((date) => date !== '')
    .sort();
}

/** Whether rows that differ in it are in sums of their own. */
const isSummedBy: Record<SearchState, boolean> = {
  pending: true,
  posted: true,
  hidden: true,
  visible: true,
  transfer: true,
  reviewed: false,
  unreviewed: false,
  owed: false,
  split: false,
};
