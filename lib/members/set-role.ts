import 'server-only';
import { narrowTokens } from '#lib/access-tokens/mutations';
import { recordAudit } from '#lib/audit/record-audit';
import { db, type Tx } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { lockPeople } from '#lib/households/mutations';
import type { Role } from '#lib/households/roles';
import { publish } from '#lib/live/publish';
import { notify } from '#lib/notifications/notify';
import type { Viewer } from '#lib/privacy/viewer';
import { requireMember, requireOtherOwner } from './require-member.ts';

/**
 * Says what a member may do from now on. Everybody is told of a new owner; otherwise the member is.
 *
 * @throws AppError not_found; household_refused when no owner would be left
 */
export async function setRole(
  { householdId }: Viewer,
  memberId: string,
  role: Role,
): Promise<void> {
  await db().$transaction(async (tx) => {
    await lockPeople(tx, householdId);
    await change(tx, { householdId, memberId }, role);
    await publish(tx, householdId, ['household', 'notifications']);
  });
}

/**
 * Makes another member the owner and whoever hands over a member.
 *
 * @throws AppError not_found, or household_refused for oneself
 */
export async function transferOwnership(viewer: Viewer, memberId: string): Promise<void> {
  const { householdId } = viewer;
  if (memberId === viewer.memberId) {
    throw new AppError('household_refused', 'You own this household already.');
  }
  await db().$transaction(async (tx) => {
    await lockPeople(tx, householdId);
    await change(tx, { householdId, memberId }, 'owner');
    await change(tx, viewer, 'member');
    await publish(tx, householdId, ['household', 'notifications']);
  });
}

async function change(tx: Tx, { householdId, memberId }: Viewer, role: Role): Promise<void> {
  const member = await requireMember(tx, { householdId, memberId });
  if (member.role === role) return;
  await requireOtherOwner(tx, member);
  await tx.member.updateMany({ where: { householdId, id: memberId }, data: { role } });
  // Who owns the household no more has nobody join it any more.
  if (role !== 'owner') await tx.invite.deleteMany({ where: { householdId, memberId } });
  await narrowTokens(tx, { householdId, memberId }, role);
  const { name, userId } = member;
  const key = `role_changed:${memberId}:${role}:${new Date().toISOString()}`;
  const audience =
    role === 'owner' ? undefined : new Map([[memberId, ['in_app', 'email'] as const]]);
  await notify(tx, householdId, key, { kind: 'role_changed', memberId, name, role }, audience);
  await recordAudit(tx, householdId, { kind: 'role_changed', details: { role }, about: userId });
}
