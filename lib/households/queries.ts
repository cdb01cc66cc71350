import 'server-only';
import { db } from '#lib/db/client';
import { keptPlan } from '#lib/db/kept-plan';
import { AppError } from '#lib/errors';
import { listInvites } from '#lib/invites/queries';
import type { Viewer } from '#lib/privacy/viewer';
import type { HouseholdDto, HouseholdListDto } from './contract.ts';

/** More are neither joined nor made. */
export const householdLimit = 20;

/** The household one looks at, with its people in the order in which they came. */
export async function getHousehold({ householdId, memberId }: Viewer): Promise<HouseholdDto> {
  const household = await db().household.findUnique({
    where: { id: householdId },
    select: {
      id: true,
      name: true,
      members: {
        select: {
          id: true,
          role: true,
          createdAt: true,
          user: { select: { name: true, email: true } },
        },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      },
    },
  });
  if (!household) throw new AppError('not_found', 'There is no such household.');
  const isOwner = household.members.some(({ id, role }) => id === memberId && role === 'owner');
  return {
    ...household,
    invites: isOwner ? await listInvites(householdId) : null,
    members: household.members.map(({ id, role, createdAt, user }) => ({
      id,
      ...user,
      role,
      joinedAt: createdAt.toISOString(),
      you: id === memberId,
    })),
  };
}

/** The households a person belongs to, oldest membership first. */
export async function listHouseholds({
  userId,
  householdId,
}: {
  userId: string;
  householdId: string;
}): Promise<HouseholdListDto> {
  const rows = await db().$queryRaw<Omit<HouseholdListDto['items'][number], 'current'>[]>`
    ${keptPlan} SELECT h."id", h."name", h."sample", m."role"::text AS "role"
    FROM "Member" m
    JOIN "Household" h ON h."id" = m."householdId"
    WHERE m."userId" = ${userId}::uuid
    ORDER BY m."createdAt", m."id" LIMIT ${householdLimit}`;
  const items = rows.map((row) => ({ ...row, current: row.id === householdId }));
  return { items, nextCursor: null };
}
