import 'server-only';
import type { BudgetDto, BudgetLineDto } from '#lib/budgets/contract';
import type { Notice } from './contract.ts';
import type { NoticesPlan, Told } from './tell-planned.ts';

type OverBudget = Extract<Notice, { kind: 'over_budget' }>;

/** Whoever goes over and back all the time is told of it no more. */
const timesPerPeriod = 5;

/**
 * What to tell of a period's plans: once for each that is exceeded, and again only when it was not in between.
 * Pure; asked as often as one likes, because what was told is part of the question.
 */
export function planBudgetNotices(
  budget: Pick<BudgetDto, 'groups' | 'span' | 'settings'>,
  told: readonly Told[],
): NoticesPlan {
  const lines = budget.groups.flatMap(({ whole, lines: own }) => [
    ...(whole ? [whole] : []),
    ...own,
  ]);
  const exceeded = lines.flatMap((line) => toNotice(line, budget) ?? []);
  const isOf = (key: string) => exceeded.some((notice) => key.startsWith(prefixOf(notice)));
  return {
    tell: exceeded.flatMap((notice) => {
      const before = told.filter(({ eventKey }) => eventKey.startsWith(prefixOf(notice)));
      const isSaid = before.some(({ resolved }) => !resolved) || before.length >= timesPerPeriod;
      return isSaid ? [] : { eventKey: `${prefixOf(notice)}${before.length}`, notice };
    }),
    settle: told
      .filter(({ eventKey, resolved }) => !resolved && !isOf(eventKey))
      .map(({ eventKey }) => eventKey),
  };
}

function toNotice(
  { categoryId, name, plan, carriedMinor, spentMinor }: BudgetLineDto,
  { span, settings }: Pick<BudgetDto, 'span' | 'settings'>,
): OverBudget | null {
  if (!plan || !categoryId) return null;
  const plannedMinor = plan.minor + carriedMinor;
  // What came over from before may exceed a plan of which nothing is spent: that is no news of this period.
  if (spentMinor <= 0 || spentMinor <= plannedMinor) return null;
  const { currency } = settings;
  return { kind: 'over_budget', categoryId, name, spentMinor, plannedMinor, currency, ...span };
}

function prefixOf({ categoryId, from }: OverBudget): string {
  return `over_budget:${categoryId}:${from}:`;
}
