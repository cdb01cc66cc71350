import 'server-only';
import { getBudget } from '#lib/budgets/queries';
import type { CivilDate } from '#lib/dates/civil-date';
import { db } from '#lib/db/client';
import type { Viewer } from '#lib/privacy/viewer';
import { planBudgetNotices } from './plan-budget-notices.ts';
import { tellPlanned } from './tell-planned.ts';

/** Tells one member which of the plans are exceeded by what they see, and takes back what holds no more. */
export async function tellBudget(viewer: Viewer, today: CivilDate): Promise<void> {
  const hasPlans = await db().budgetPlan.findFirst({
    where: { householdId: viewer.householdId },
    select: { categoryId: true },
  });
  if (!hasPlans) return;
  const budget = await getBudget(viewer, today);
  await db().$transaction((tx) =>
    tellPlanned(tx, viewer, 'over_budget', (told) => planBudgetNotices(budget, told)),
  );
}
