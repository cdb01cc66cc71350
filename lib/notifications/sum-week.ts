import 'server-only';
import { getBudget } from '#lib/budgets/queries';
import { readSettings } from '#lib/budgets/read-plans';
import { readSpent, type Spent } from '#lib/budgets/read-spent';
import { listCategories } from '#lib/categories/queries';
import { addDays } from '#lib/dates/civil-date';
import { type Span, spanBefore } from '#lib/dates/cycles';
import type { Viewer } from '#lib/privacy/viewer';
import { listUpcoming } from '#lib/recurring/dues';
import type { Notice } from './contract.ts';
import { isBill } from './plan-bill-notices.ts';
import { weeks } from './plan-week.ts';

type WeekNotice = Extract<Notice, { kind: 'weekly_summary' }>;

/** So many categories are named, those of which most was spent. */
const topCount = 5;

/** So many dues are named, the earliest. */
const nextCount = 20;

/** A week as a member sees it, beside the one before, and what is due in the next; null where there is nothing of any. */
export async function sumWeek(viewer: Viewer, week: Span): Promise<WeekNotice | null> {
  const { currency, countsPending } = await readSettings(viewer);
  const spans = [spanBefore(weeks, week), week];
  const today = addDays(week.to, 1);
  const [all, categories, budget, dues] = await Promise.all([
    readSpent(viewer, { spans, currency }),
    listCategories(viewer.householdId),
    getBudget(viewer, week.to),
    listUpcoming(viewer, addDays(week.to, 7), today),
  ]);
  const spent = all.filter((each) => each.currency === currency);
  const next = dues
    .filter((due) => isBill(due) && due.state === 'expected')
    .slice(0, nextCount)
    .map((due) => ({
      name: due.payee,
      on: due.on,
      amountMinor: due.amountMinor,
      currency: due.currency,
    }));
  if (spent.length === 0 && next.length === 0) return null;
  const count = ({ spentMinor, pendingMinor }: Spent) =>
    countsPending ? spentMinor : spentMinor - pendingMinor;
  const sum = (span: number, rows: readonly Spent[]) =>
    rows.reduce((minor, row) => minor + (row.span === span ? count(row) : 0), 0);
  const names = new Map(categories.map(({ id, name }) => [id, name]));
  const top = [...Map.groupBy(spent, ({ categoryId }) => categoryId)]
    .map(([id, rows]) => ({
      name: (id && names.get(id)) ?? 'No category',
      spentMinor: sum(1, rows),
      beforeMinor: sum(0, rows),
    }))
    .filter(({ spentMinor }) => spentMinor > 0)
    .sort((a, b) => b.spentMinor - a.spentMinor || a.name.localeCompare(b.name))
    .slice(0, topCount);
  const leftMinor = budget.plannedMinor + budget.carriedMinor - budget.spentMinor;
  return {
    kind: 'weekly_summary',
    ...week,
    currency,
    spentMinor: sum(1, spent),
    beforeMinor: sum(0, spent),
    top,
    others: [...new Set(all.map((each) => each.currency))].filter((each) => each !== currency),
    budget: budget.plannedMinor > 0 ? { leftMinor, to: budget.span.to } : null,
    next,
  };
}
