import 'server-only';
import { noCategory, writeFilter } from '#lib/transactions/filter-url';
import type { BudgetDto, BudgetLineDto } from './contract.ts';

type Period = Pick<BudgetDto, 'span' | 'settings'>;

/** The filter of the list of transactions whose sum a figure is; of all that was spent without a line. */
export function spendingFilter(
  { span, settings }: Period,
  line?: Pick<BudgetLineDto, 'categoryId' | 'isDirect'>,
): URLSearchParams {
  return writeFilter({
    q: line?.isDirect ? 'counts:spending counts:direct' : 'counts:spending',
    categoryId: line && (line.categoryId ?? noCategory),
    from: span.from,
    to: span.to,
    pending: settings.countsPending ? undefined : false,
  });
}
