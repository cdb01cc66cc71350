import 'server-only';
import { db, type Tx } from '#lib/db/client';
import { type HouseholdKey, readHouseholdToken } from '#lib/households/household-token';
import type { InvitationDto, InviteDto, InviteInput } from './contract.ts';

/** More at once are not made. */
export const openLimit = 20;

/** The household's invitations that can still be used, newest first. */
export async function listInvites(householdId: string): Promise<InviteDto[]> {
  const rows = await db().invite.findMany({
    where: { householdId, expiresAt: { gt: new Date() } },
    select: inviteColumns,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: openLimit,
  });
  return rows.map(toInviteDto);
}

/** Whether an invitation can still be used. */
export async function isInviteOpen(tx: Pick<Tx, 'invite'>, key: HouseholdKey): Promise<boolean> {
  return (await tx.invite.count({ where: openInvite(key) })) > 0;
}

function openInvite({ householdId, tokenHash }: HouseholdKey) {
  const member = { role: 'owner' } as const;
  return { householdId, tokenHash, expiresAt: { gt: new Date() }, member };
}

/** What an invitation says; null when it was used or taken back, or has run out. */
export async function findInvitation(token: string): Promise<InvitationDto | null> {
  const key = readHouseholdToken(token);
  if (!key) return null;
  const row = await db().invite.findFirst({
    where: openInvite(key),
    select: {
      ...inviteColumns,
      member: {
        select: { user: { select: { name: true } }, household: { select: { name: true } } },
      },
    },
  });
  if (!row) return null;
  const { household, user } = row.member;
  const role = row.role as InviteInput['role'];
  return { householdId: key.householdId, household: household.name, role, by: user.name };
}

export const inviteColumns = {
  id: true,
  role: true,
  email: true,
  createdAt: true,
  expiresAt: true,
  member: { select: { user: { select: { name: true } } } },
} as const;

type InviteRow = {
  id: string;
  role: string;
  email: string | null;
  createdAt: Date;
  expiresAt: Date;
  member: { user: { name: string } };
};

export function toInviteDto({ member, role, createdAt, expiresAt, ...row }: InviteRow): InviteDto {
  return {
    ...row,
    role: role as InviteInput['role'],
    by: member.user.name,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  };
}
