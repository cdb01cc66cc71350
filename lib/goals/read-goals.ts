import 'server-only';
import { z } from 'zod';
import { fromUtcMidnight } from '#lib/dates/civil-date';
import { db, Prisma, type Tx } from '#lib/db/client';
import { toSafeNumber } from '#lib/money/minor';
import { seesAccount, type Viewer } from '#lib/privacy/viewer';
import { goalLimit } from './limits.ts';

const time = z.iso.datetime().nullable();

/** A goal with all that belongs to it, as it is kept and as it is put back. */
export const keptGoal = z.object({
  id: z.uuid(),
  kind: z.enum(['save', 'pay_down']),
  name: z.string(),
  targetMinor: z.int(),
  currency: z.string(),
  dueOn: z.iso.date().nullable(),
  completedAt: time,
  archivedAt: time,
  createdAt: z.iso.datetime(),
  accountIds: z.array(z.uuid()),
  contributions: z.array(
    z.object({
      id: z.uuid(),
      accountId: z.uuid().nullable(),
      date: z.iso.date(),
      amountMinor: z.int(),
    }),
  ),
});
export type KeptGoal = z.infer<typeof keptGoal>;

type Client = Pick<Tx, '$queryRaw' | 'goal'>;

const columns = {
  id: true,
  kind: true,
  name: true,
  targetMinor: true,
  currency: true,
  dueOn: true,
  completedAt: true,
  archivedAt: true,
  createdAt: true,
  accounts: { select: { accountId: true }, orderBy: { accountId: 'asc' } },
  contributions: {
    select: { id: true, accountId: true, date: true, amountMinor: true },
    orderBy: [{ date: 'asc' }, { id: 'asc' }],
  },
} as const satisfies Prisma.GoalSelect;

/**
 * The goals that the viewer sees, those that are due first: of one in which an account takes part whose balance is kept
 * from them they learn nothing.
 */
export async function readGoals(
  viewer: Viewer,
  goalId?: string,
  client: Client = db(),
): Promise<KeptGoal[]> {
  const { householdId } = viewer;
  const seen = await client.$queryRaw<{ id: string }[]>`
    SELECT g."id" FROM "Goal" g WHERE g."householdId" = ${householdId}::uuid AND NOT EXISTS (
      SELECT FROM (
        SELECT a."accountId" FROM "GoalAccount" a
        WHERE a."householdId" = g."householdId" AND a."goalId" = g."id"
        UNION ALL
        SELECT c."accountId" FROM "GoalContribution" c
        WHERE c."householdId" = g."householdId" AND c."goalId" = g."id"
          AND c."accountId" IS NOT NULL) named
      WHERE NOT ${seesAccount(viewer, Prisma.sql`named."accountId"`, 'balance')})`;
  const ids = seen.map(({ id }) => id).filter((id) => goalId === undefined || id === goalId);
  const rows = await client.goal.findMany({
    where: { householdId, id: { in: ids } },
    select: columns,
    orderBy: [{ dueOn: { sort: 'asc', nulls: 'last' } }, { createdAt: 'asc' }, { id: 'asc' }],
    take: goalLimit,
  });
  return rows.map(toKept);
}

/** Whoever may see it: for putting back what a member did to it. */
export async function findKeptGoal(
  tx: Tx,
  householdId: string,
  id: string,
): Promise<KeptGoal | null> {
  const row = await tx.goal.findUnique({
    where: { householdId_id: { householdId, id } },
    select: columns,
  });
  return row && toKept(row);
}

function toKept(row: Prisma.GoalGetPayload<{ select: typeof columns }>): KeptGoal {
  const { accounts, contributions, dueOn, completedAt, archivedAt, createdAt, ...rest } = row;
  return {
    ...rest,
    targetMinor: toSafeNumber(row.targetMinor),
    dueOn: dueOn && fromUtcMidnight(dueOn),
    completedAt: completedAt?.toISOString() ?? null,
    archivedAt: archivedAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
    accountIds: accounts.map(({ accountId }) => accountId),
    contributions: contributions.map(({ date, amountMinor, ...each }) => ({
      ...each,
      date: fromUtcMidnight(date),
      amountMinor: toSafeNumber(amountMinor),
    })),
  };
}
