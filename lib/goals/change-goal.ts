import 'server-only';
import { z } from 'zod';
import { requirePast } from '#lib/accounts/require-past';
import { atUtcMidnight } from '#lib/dates/civil-date';
import { db, type Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { AppError } from '#lib/errors';
import { publish } from '#lib/live/publish';
import type { Viewer } from '#lib/privacy/viewer';
import { keepStep } from '#lib/undo-steps/keep-step';
import type { ChangedGoalDto, ContributionInput, GoalInput, GoalPatch } from './contract.ts';
import { contributionLimit, goalLimit } from './limits.ts';
import { findKeptGoal, type KeptGoal, keptGoal, readGoals } from './read-goals.ts';
import { requireFitting } from './require-fitting.ts';

/** A goal before a change and after it; null: none. */
export const goalBefore = z.object({
  goalId: z.uuid(),
  before: keptGoal.nullable(),
  after: keptGoal.nullable(),
});
export type GoalBefore = z.infer<typeof goalBefore>;

/** @throws as requireFitting; household_refused when there are too many */
export async function createGoal(viewer: Viewer, input: GoalInput): Promise<ChangedGoalDto> {
  const id = newId();
  return db().$transaction(async (tx) => {
    await lockGoals(tx, viewer.householdId);
    const count = await tx.goal.count({ where: { householdId: viewer.householdId } });
    if (count >= goalLimit) refuse(`A household keeps at most ${goalLimit} goals.`);
    const goal: KeptGoal = {
      ...input,
      id,
      completedAt: null,
      archivedAt: null,
      createdAt: new Date().toISOString(),
      contributions: [],
    };
    return replace(tx, viewer, { goalId: id, before: null, after: goal });
  });
}

/** @throws as requireFitting; not_found */
export function updateGoal(
  viewer: Viewer,
  goalId: string,
  { completed, archived, ...patch }: GoalPatch,
): Promise<ChangedGoalDto> {
  const now = new Date().toISOString();
  return change(viewer, goalId, (goal) => ({
    ...goal,
    ...patch,
    completedAt: stamp(goal.completedAt, completed, now),
    archivedAt: stamp(goal.archivedAt, archived, now),
  }));
}

/** @throws AppError not_found */
export function deleteGoal(viewer: Viewer, goalId: string): Promise<ChangedGoalDto> {
  return change(viewer, goalId, () => null);
}

/** Sets an amount aside, or takes it back. @throws as requireFitting; not_found, household_refused */
export function contribute(
  viewer: Viewer,
  goalId: string,
  input: ContributionInput,
): Promise<ChangedGoalDto> {
  requirePast(input.date);
  return change(viewer, goalId, (goal) => {
    if (goal.contributions.length >= contributionLimit) {
      refuse(`A goal keeps at most ${contributionLimit} amounts.`);
    }
    return { ...goal, contributions: [...goal.contributions, { ...input, id: newId() }] };
  });
}

/** @throws AppError not_found */
export function deleteContribution(
  viewer: Viewer,
  goalId: string,
  contributionId: string,
): Promise<ChangedGoalDto> {
  return change(viewer, goalId, (goal) => {
    const contributions = goal.contributions.filter(({ id }) => id !== contributionId);
    if (contributions.length === goal.contributions.length) {
      throw new AppError('not_found', 'There is no such amount. Nothing was changed.');
    }
    return { ...goal, contributions };
  });
}

/** As it was, unless somebody changed it since. */
export async function undoGoalChange(
  tx: Tx,
  householdId: string,
  { goalId, before, after }: GoalBefore,
): Promise<void> {
  await lockGoals(tx, householdId);
  const now = await findKeptGoal(tx, householdId, goalId);
  if (!isSame(now, after)) return;
  await writeGoal(tx, householdId, goalId, before && (await withoutGone(tx, householdId, before)));
}

async function change(
  viewer: Viewer,
  goalId: string,
  toNext: (goal: KeptGoal) => KeptGoal | null,
): Promise<ChangedGoalDto> {
  return db().$transaction(async (tx) => {
    await lockGoals(tx, viewer.householdId);
    const [before] = await readGoals(viewer, goalId, tx);
    if (!before) throw new AppError('not_found', 'There is no such goal.');
    return replace(tx, viewer, { goalId, before, after: toNext(before) });
  });
}

async function replace(
  tx: Tx,
  viewer: Viewer,
  { goalId, before, after }: GoalBefore,
): Promise<ChangedGoalDto> {
  const { householdId } = viewer;
  if (after) await requireFitting(tx, viewer, after, before);
  await writeGoal(tx, householdId, goalId, after);
  const kept = await findKeptGoal(tx, householdId, goalId);
  if (isSame(kept, before)) return { id: goalId, undoStepId: null };
  const undoStepId = await keepStep(tx, viewer, {
    kind: 'goal_change',
    before: { goalId, before, after: kept },
  });
  return { id: goalId, undoStepId };
}

async function writeGoal(
  tx: Tx,
  householdId: string,
  id: string,
  goal: KeptGoal | null,
): Promise<void> {
  await tx.goal.deleteMany({ where: { householdId, id } });
  if (goal) {
    const { accountIds, contributions, dueOn, ...columns } = goal;
    const key = { householdId, goalId: id };
    await tx.goal.create({
      data: { ...columns, householdId, dueOn: dueOn && atUtcMidnight(dueOn) },
      select: { id: true },
    });
    await tx.goalAccount.createMany({
      data: [...new Set(accountIds)].map((accountId) => ({ ...key, accountId })),
    });
    await tx.goalContribution.createMany({
      data: contributions.map(({ date, ...each }) => ({
        ...key,
        ...each,
        date: atUtcMidnight(date),
      })),
    });
  }
  await publish(tx, householdId, ['goals']);
}

/** An account may have been deleted since. */
async function withoutGone(tx: Tx, householdId: string, goal: KeptGoal): Promise<KeptGoal> {
  const named = [...goal.accountIds, ...goal.contributions.flatMap((each) => each.accountId ?? [])];
  const rows = await tx.account.findMany({
    where: { householdId, id: { in: named } },
    select: { id: true },
  });
  const there = new Set(rows.map(({ id }) => id));
  return {
    ...goal,
    accountIds: goal.accountIds.filter((id) => there.has(id)),
    contributions: goal.contributions.filter(
      ({ accountId }) => accountId === null || there.has(accountId),
    ),
  };
}

async function lockGoals(tx: Tx, householdId: string): Promise<void> {
  await tx.$executeRaw`
    SELECT pg_advisory_xact_lock(hashtextextended('goals:' || ${householdId}, 0))`;
}

function stamp(before: string | null, wanted: boolean | undefined, now: string): string | null {
  if (wanted === undefined) return before;
  return wanted ? (before ?? now) : null;
}

function isSame(one: KeptGoal | null, other: KeptGoal | null): boolean {
  const plain = (goal: KeptGoal | null) => JSON.stringify(keptGoal.nullable().parse(goal));
  return plain(one) === plain(other);
}

function refuse(problem: string): never {
  throw new AppError('household_refused', `${problem} Nothing was changed.`);
}
