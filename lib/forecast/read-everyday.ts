import 'server-only';
import type { BudgetDto } from '#lib/budgets/contract';
import { rememberPlanned, rememberSettings } from '#lib/budgets/read-plans';
import { spendingLines } from '#lib/budgets/spending-lines';
import type { CategoryDto } from '#lib/categories/contract';
import { rememberCategories } from '#lib/categories/queries';
import { addDays, type CivilDate } from '#lib/dates/civil-date';
import { spanAfter } from '#lib/dates/cycles';
import { db } from '#lib/db/client';
import { keptPlan } from '#lib/db/kept-plan';
import { unnamedCurrency } from '#lib/money/currency';
import { toSafeNumber } from '#lib/money/minor';
import { splitMonths } from '#lib/month-sums/split-months';
import type { Viewer } from '#lib/privacy/viewer';
import type { DueDto } from '#lib/recurring/contract';
import { listUpcoming } from '#lib/recurring/dues';
import { readTraits } from '#lib/traits/read-traits';
import { remembered } from '#lib/versions/remembered';
import { seenTopics } from '#lib/versions/shown-topics';
import { type EverydayPeriod, shareOf, spreadEveryday } from './everyday.ts';

/** So many days say from which accounts one usually spends. */
const usualDays = 90;

export type Everyday = {
  currency: string;
  /** What leaves an account day by day, as negative amounts. */
  movesOf: (accountId: string) => { on: CivilDate; amountMinor: number }[];
};

/** What is due up to a day, and everyday spending by the present budget until then: null without a plan. */
export async function readAhead(
  viewer: Viewer,
  budget: BudgetDto,
  { to, today }: { to: CivilDate; today: CivilDate },
): Promise<{ dues: DueDto[]; everyday: Everyday | null }> {
  const periods = budget.plannedMinor > 0 ? listPeriods(budget, to) : [];
  // What a period's last days take is not there for its first.
  const all = await listUpcoming(viewer, periods.at(-1)?.span.to ?? to, today);
  const dues = all.filter(({ on }) => on <= to);
  if (periods.length === 0) return { dues, everyday: null };
  const everyday = await readEveryday(viewer, { budget, periods, dues: all, to }, today);
  return { dues, everyday };
}

type Plan = {
  budget: BudgetDto;
  periods: EverydayPeriod[];
  dues: readonly DueDto[];
  to: CivilDate;
};

/** What the budget leaves beside the bills, spread over its days, as much of it from each account as usually is. */
async function readEveryday(
  viewer: Viewer,
  { budget, periods, dues, to }: Plan,
  today: CivilDate,
): Promise<Everyday> {
  const { currency } = budget.settings;
  const [spent, categories] = await Promise.all([
    readSpentByAccount(viewer, currency, today),
    rememberCategories(viewer),
  ]);
  const planned = listPlanned(budget, categories);
  const bills = dues
    .filter((due) => due.currency === currency && !due.transfer && due.amountMinor < 0)
    .filter(({ categoryId }) => planned.has(categoryId))
    .map(({ on, amountMinor }) => ({ on, sizeMinor: -amountMinor }));
  const days = spreadEveryday(periods, bills, today).filter(({ on }) => on <= to);
  const whole = [...spent.values()].reduce((sum, minor) => sum + Math.max(0, minor), 0);
  return {
    currency,
    movesOf: (accountId) =>
      days.flatMap(({ on, sizeMinor }) => {
        const part = shareOf(sizeMinor, spent.get(accountId) ?? 0, whole);
        return part > 0 ? [{ on, amountMinor: -part }] : [];
      }),
  };
}

/** The present period with what is left of it, and those after it as they are planned now. */
function listPeriods(budget: BudgetDto, to: CivilDate): EverydayPeriod[] {
  const { plannedMinor, carriedMinor, spentMinor, settings } = budget;
  const leftMinor = plannedMinor + carriedMinor - spentMinor - uncountedOf(budget);
  const periods = [{ span: budget.span, leftMinor }];
  for (let { span } = budget; span.to < to; ) {
    span = spanAfter(settings.cycle, span);
    periods.push({ span, leftMinor: plannedMinor });
  }
  return periods;
}

/** What is pending of the plans, where the budget counts it later: it leaves the account by itself. */
function uncountedOf({ groups, settings }: BudgetDto): number {
  if (settings.countsPending) return 0;
  return groups
    .flatMap(({ whole, lines }) => whole ?? lines)
    .reduce((sum, { pendingMinor }) => sum + pendingMinor, 0);
}

/** What has a plan, also as a part of its group, whether or not anything was spent there yet. */
function listPlanned(
  { groups }: BudgetDto,
  categories: readonly CategoryDto[],
): Set<string | null> {
  const named = new Set(
    groups.flatMap(({ whole, lines }) => whole ?? lines).map(({ categoryId }) => categoryId),
  );
  const within = categories.filter(({ groupId }) => groupId !== null && named.has(groupId));
  return new Set([...named, ...within.map(({ id }) => id)]);
}

/**
 * Begins to read what everyday spending is made of beside the budget, where anything is planned: it takes as long as
 * reading the budget, and need not wait for it.
 */
export async function readEverydayAhead(viewer: Viewer, today: CivilDate): Promise<void> {
  const { currency } = await rememberSettings(viewer);
  const { plans } = await rememberPlanned(viewer, currency);
  if (plans.size > 0) await readSpentByAccount(viewer, currency, today);
}

const readSpentByAccount = remembered(
  'spent by account',
  [...seenTopics, 'transactions', 'rows', 'categories'],
  async (viewer: Viewer, currency: string, today: CivilDate): Promise<Map<string, number>> => {
    const span = { from: addDays(today, 1 - usualDays), to: today };
    const traits = await readTraits(viewer);
    const months = traits.sums ? splitMonths(span) : null;
    const rows = await db().$queryRaw<{ accountId: string; spentMinor: bigint }[]>`
      ${keptPlan} SELECT l."accountId", -sum(l."amountMinor")::bigint AS "spentMinor"
      FROM (${spendingLines(viewer, span, traits, months)}) l
      WHERE COALESCE(l."currency", ${unnamedCurrency}) = ${currency}
      GROUP BY 1`;
    return new Map(rows.map(({ accountId, spentMinor }) => [accountId, toSafeNumber(spentMinor)]));
  },
);
