import 'server-only';
import { getBudget } from '#lib/budgets/queries';
import type { CivilDate } from '#lib/dates/civil-date';
import { db } from '#lib/db/client';
import type { Viewer } from '#lib/privacy/viewer';
import { notificationChannels } from './contract.ts';
import { notify } from './notify.ts';
import { planBudgetNotices } from './plan-budget-notices.ts';

/** More than a period has categories, each told of more than once. */
const toldLimit = 1_000;

/** Tells one member which of the plans are exceeded by what they see, and takes back what holds no more. */
export async function tellBudget(viewer: Viewer, today: CivilDate): Promise<void> {
  const { householdId, memberId } = viewer;
  const hasPlans = await db().budgetPlan.findFirst({
    where: { householdId },
    select: { categoryId: true },
  });
  if (!hasPlans) return;
  const budget = await getBudget(viewer, today);
  await db().$transaction(async (tx) => {
    const mine = { householdId, memberId, kind: 'over_budget' };
    const told = await tx.notification.findMany({
      where: mine,
      select: { eventKey: true, resolvedAt: true },
      orderBy: { createdAt: 'desc' },
      take: toldLimit,
    });
    const { tell, settle } = planBudgetNotices(
      budget,
      told.map(({ eventKey, resolvedAt }) => ({ eventKey, resolved: resolvedAt !== null })),
    );
    if (settle.length > 0) {
      await tx.notification.updateMany({
        where: { ...mine, eventKey: { in: settle } },
        data: { resolvedAt: new Date() },
      });
    }
    const alone = new Map([[memberId, notificationChannels]]);
    for (const { eventKey, notice } of tell) await notify(tx, householdId, eventKey, notice, alone);
  });
}
