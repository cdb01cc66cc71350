import 'server-only';
import { db, Prisma } from '#lib/db/client';
import { listFactorKinds } from '#lib/factors/queries';
import { readSights, seesAccount, type Viewer } from '#lib/privacy/viewer';
import { remembered } from '#lib/versions/remembered';
import { seenTopics } from '#lib/versions/shown-topics';
import { arrangeCards } from './arrange-cards.ts';
import { cardOrder, type OverviewDto, type StepDto } from './contract.ts';

/** How the member has the Overview. */
export async function getOverview({ householdId, memberId }: Viewer): Promise<OverviewDto> {
  const row = await db().overviewSettings.findUnique({
    where: { householdId_memberId: { householdId, memberId } },
    select: { cards: true, hidden: true, stepsClosed: true },
  });
  return {
    cards: arrangeCards(cardOrder, row?.cards ?? []),
    hidden: cardOrder.filter((card) => row?.hidden.includes(card)),
    stepsClosed: row?.stepsClosed ?? false,
  };
}

/** How far somebody is with what one begins with, as things are: nothing of it is ticked off by hand. */
export async function listSteps(viewer: Viewer & { userId: string }): Promise<StepDto[]> {
  const [progress, factors] = await Promise.all([
    readProgress(viewer),
    listFactorKinds(viewer.userId),
  ]);
  return [
    { id: 'accounts', done: progress.linked },
    { id: 'review', done: progress.reviewed },
    { id: 'budget', done: progress.planned },
    { id: 'second_factor', done: factors.length > 0 },
  ];
}

const progressTopics = [...seenTopics, 'transactions', 'budgets'] as const;

// The newest reviewed row, with a text that the list's index has not: else PostgreSQL goes by that index, where it takes
// a reviewed row to be near, and passes over all rows of whoever never reviewed any.
const readProgress = remembered('progress', progressTopics, async (viewer: Viewer) => {
  const { householdId } = viewer;
  const [sights, rows] = await Promise.all([
    readSights(viewer),
    db().$queryRaw<{ reviewed: boolean; planned: boolean }[]>`
      SELECT EXISTS (
        SELECT FROM (
          SELECT e."bankText" FROM "EffectiveTransaction" e
          WHERE e."householdId" = ${householdId}::uuid AND e."reviewed"
            AND ${seesAccount(viewer, Prisma.sql`e."accountId"`)}
          ORDER BY e."date" DESC, e."id" DESC LIMIT 1) r
        WHERE r."bankText" IS NOT NULL) AS "reviewed",
      EXISTS (
        SELECT FROM "BudgetPlan" p
        WHERE p."householdId" = ${householdId}::uuid AND p."amountMinor" IS NOT NULL) AS "planned"`,
  ]);
  const { reviewed = false, planned = false } = rows[0] ?? {};
  return { linked: sights.size > 0, reviewed, planned };
});
