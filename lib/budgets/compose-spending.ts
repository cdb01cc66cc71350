import 'server-only';
import { type CivilDate, epochDay } from '#lib/dates/civil-date';
import { type BudgetBooks, countOf, paceOf, sumOthers } from './compose-budget.ts';
import type { SpendingDto } from './contract.ts';
import type { Spent } from './read-spent.ts';

/** So many categories are named. */
const topLimit = 5;

/** What was spent up to a day of the last period, by day and by category, beside what is usual by then. */
export function composeSpending(books: BudgetBooks, on: CivilDate): SpendingDto {
  const { settings, spans, categories, spent } = books;
  const span = spans.at(-1);
  if (!span) throw new RangeError('Spending has a period.');
  const day = epochDay(on) - epochDay(span.from);
  const own = spent.filter((row) => row.currency === settings.currency && row.day !== null);
  const pace = paceOf(books, own);
  const byNow = own.filter((row) => (row.day ?? 0) <= day);
  const top = [...Map.groupBy(byNow, ({ categoryId }) => categoryId)]
    .map(([categoryId, rows]) => ({
      categoryId,
      ...nameOf(categories.find(({ id }) => id === categoryId)),
      ...compare(books, rows, pace.usualOf),
    }))
    .filter(({ spentMinor }) => spentMinor > 0)
    .sort((a, b) => b.spentMinor - a.spentMinor)
    .slice(0, topLimit);
  const spentMinor = pace.spent[Math.min(day, pace.spent.length - 1)] ?? 0;
  return { settings, span, spentMinor, pace, top, others: sumOthers(books) };
}

function nameOf(
  category: BudgetBooks['categories'][number] | undefined,
): Pick<SpendingDto['top'][number], 'name' | 'icon' | 'isDirect'> {
  return {
    name: category?.name ?? 'No category',
    icon: category?.icon ?? 'shapes',
    isDirect: category?.groupId === null,
  };
}

function compare(
  { settings, spans, isWhole }: BudgetBooks,
  rows: readonly Spent[],
  usualOf: number,
) {
  const last = spans.length - 1;
  const sum = (of: (row: Spent) => boolean) =>
    rows.filter(of).reduce((all, row) => all + countOf(row, settings), 0);
  const before = sum((row) => row.span < last && isWhole[row.span] === true);
  return {
    spentMinor: sum((row) => row.span === last),
    usualMinor: usualOf === 0 ? null : Math.round(before / usualOf),
  };
}
