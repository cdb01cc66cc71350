import type { TransactionDto, TransactionFilter } from '#lib/transactions/contract';
import { parseSearch } from '#lib/transactions/search-language';
import type { Selection } from './use-selection.ts';

type Field = 'reviewed' | 'hidden';

/**
 * Whether a key says yes or no of what is meant: yes, unless it is so already of each. Of all that a filter lets
 * through only the filter tells that: the rows that happen to be read say nothing of the others.
 */
export function toggleState(
  field: Field,
  {
    selection,
    filter,
    rows,
    current,
  }: {
    selection: Selection;
    filter: TransactionFilter;
    rows: readonly Pick<TransactionDto, 'id' | Field>[];
    /** Where one is, for when nothing is ticked. */
    current: Pick<TransactionDto, Field> | undefined;
  },
): boolean {
  if (selection.all) return !isAsked(field, filter);
  if (selection.ids.size === 0) return current?.[field] === false;
  return rows.some((row) => selection.ids.has(row.id) && !row[field]);
}

function isAsked(field: Field, filter: TransactionFilter): boolean {
  return filter[field] === true || parseSearch(filter.q ?? '').states.includes(field);
}
