import 'server-only';
import { recordAudit } from '#lib/audit/record-audit';
import type { Session } from '#lib/auth/sessions';
import { db, type Tx } from '#lib/db/client';
import { env } from '#lib/env';
import { AppError } from '#lib/errors';
import { findNextHousehold } from '#lib/households/add-household';
import { lockPeople } from '#lib/households/mutations';
import { publishSessionsEnded } from '#lib/live/publish';
import { composeMail } from '#lib/mail/compose-mail';
import { queueMail } from '#lib/mail/queue-mail';
import type { Viewer } from '#lib/privacy/viewer';
import type { LeaveInput } from './contract.ts';
import { departMember } from './depart-member.ts';
import { requireMember, requireOtherOwner } from './require-member.ts';

/**
 * A person leaves the household that their session looks at, and looks at another of theirs; whoever
 * has none is given one.
 *
 * @throws AppError household_refused to the last owner
 */
export async function leaveHousehold(
  { householdId, memberId }: Pick<Session, 'householdId' | 'memberId'>,
  { history }: LeaveInput,
): Promise<void> {
  await db().$transaction(
    async (tx) => {
      await lockPeople(tx, householdId);
      const member = await requireMember(tx, { householdId, memberId });
      await requireOtherOwner(tx, member);
      await departMember(tx, member, history);
      const next = await findNextHousehold(tx, member);
      const where = { userId: member.userId, householdId };
      await tx.session.updateMany({ where, data: { householdId: next } });
      await publishSessionsEnded(tx, member.userId);
      await recordAudit(tx, member.userId, { kind: 'household_left', details: { history } });
      await recordAudit(tx, householdId, { kind: 'member_left', details: { history } });
    },
    { timeout: timeoutMs },
  );
}

/**
 * An owner removes another member, whose sessions in this household end with the commit. What others
 * saw of the member's accounts stays as it was; what nobody else saw in full goes.
 *
 * @throws AppError not_found; household_refused for oneself
 */
export async function removeMember(viewer: Viewer, memberId: string): Promise<void> {
  const { householdId } = viewer;
  if (memberId === viewer.memberId) {
    throw new AppError('household_refused', 'To go yourself, leave the household.');
  }
  await db().$transaction(
    async (tx) => {
      await lockPeople(tx, householdId);
      const member = await requireMember(tx, { householdId, memberId });
      await departMember(tx, member, 'keep');
      await findNextHousehold(tx, member);
      await tx.session.deleteMany({ where: { userId: member.userId, householdId } });
      await publishSessionsEnded(tx, member.userId);
      const toAddress = member.email;
      await queueMail(tx, householdId, { ...(await composeFarewell(tx, householdId)), toAddress });
      await recordAudit(tx, member.userId, { kind: 'household_removed_from', details: {} });
      const about = member.userId;
      await recordAudit(tx, householdId, { kind: 'member_removed', details: {}, about });
    },
    { timeout: timeoutMs },
  );
}

/** Deleting the private history of years takes its time. */
const timeoutMs = 60_000;

async function composeFarewell(tx: Tx, householdId: string) {
  const household = await tx.household.findUniqueOrThrow({
    where: { id: householdId },
    select: { name: true },
  });
  return composeMail({
    title: `You are no longer in ${household.name}`,
    body: 'An owner removed you. The banks you linked there are being disconnected, and what only you saw of them was deleted; what others saw stays with them. Your sign-in works as before, with a household of your own.',
    action: { label: 'Go to Plumbline', url: env().APP_URL },
    reason: {
      text: 'Plumbline sends this because it concerns your account.',
      url: env().APP_URL,
    },
  });
}
