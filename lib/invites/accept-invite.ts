import 'server-only';
import { recordAudit } from '#lib/audit/record-audit';
import type { Session } from '#lib/auth/sessions';
import { db, type Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { AppError } from '#lib/errors';
import { type HouseholdKey, readHouseholdToken } from '#lib/households/household-token';
import { lockPeople } from '#lib/households/mutations';
import { lookAt, requireRoom } from '#lib/households/open-household';
import { publish } from '#lib/live/publish';
import { notify } from '#lib/notifications/notify';
import type { InviteInput } from './contract.ts';

const memberLimit = 50;

/**
 * The person of a session joins by an invitation and looks at their new household. Who belongs to it
 * already only looks at it, and the invitation stays for somebody else.
 *
 * @throws AppError not_found when it was used or taken back, or has run out; household_refused
 */
export async function acceptInvite(own: Pick<Session, 'id' | 'userId'>, token: string) {
  await db().$transaction(async (tx) => {
    await lookAt(tx, own, await joinByInvite(tx, own.userId, readHouseholdToken(token)));
  });
}

/**
 * Makes a person a member by an invitation, which is used up by that, in the caller's transaction.
 *
 * @returns the household
 * @throws AppError not_found, household_refused
 */
export async function joinByInvite(
  tx: Tx,
  userId: string,
  key: HouseholdKey | null,
): Promise<string> {
  if (!key) throw invitationOver();
  const { householdId, tokenHash } = key;
  await lockPeople(tx, householdId);
  const known = await tx.member.count({ where: { householdId, userId } });
  if (known > 0) {
    if ((await tx.invite.count({ where: { householdId, tokenHash } })) === 0)
      throw invitationOver();
    return householdId;
  }
  const [invite] = await tx.$queryRaw<{ role: InviteInput['role'] }[]>`
    DELETE FROM "Invite" i USING "Member" m
    WHERE i."householdId" = ${householdId}::uuid AND i."tokenHash" = ${tokenHash}
      AND i."expiresAt" > now() AND m."householdId" = i."householdId"
      AND m."id" = i."memberId" AND m."role" = 'owner'
    RETURNING i."role"::text AS "role"`;
  if (!invite) throw invitationOver();
  await requireRoom(tx, userId);
  await requireFewMembers(tx, householdId);
  const memberId = newId();
  const { role } = invite;
  const { user } = await tx.member.create({
    data: { householdId, id: memberId, userId, role },
    select: { user: { select: { name: true } } },
  });
  const others = await tx.member.findMany({
    where: { householdId, NOT: { id: memberId } },
    select: { id: true },
  });
  const audience = new Map(others.map(({ id }) => [id, ['in_app', 'email'] as const]));
  const notice = { kind: 'member_joined', memberId, name: user.name, role } as const;
  await notify(tx, householdId, `member_joined:${memberId}`, notice, audience);
  await publish(tx, householdId, ['household', 'accounts', 'items', 'transactions']);
  await recordAudit(tx, householdId, { kind: 'member_joined', details: { role }, by: userId });
  return householdId;
}

async function requireFewMembers(tx: Tx, householdId: string): Promise<void> {
  if ((await tx.member.count({ where: { householdId } })) < memberLimit) return;
  throw new AppError(
    'household_refused',
    `This household has ${memberLimit} members, and more are not possible.`,
  );
}

export function invitationOver(): AppError {
  return new AppError(
    'not_found',
    'This invitation was used or taken back, or it has run out. Ask for a new one.',
  );
}
