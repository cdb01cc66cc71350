import 'server-only';
import { recordAudit } from '#lib/audit/record-audit';
import { db } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { publish } from '#lib/live/publish';

/** From this commit on its link leads nowhere. @throws AppError not_found */
export async function revokeInvite(
  { householdId }: { householdId: string },
  id: string,
): Promise<void> {
  await db().$transaction(async (tx) => {
    const { count } = await tx.invite.deleteMany({ where: { householdId, id } });
    if (count === 0) {
      throw new AppError('not_found', 'This invitation was used or taken back already.');
    }
    await publish(tx, householdId, ['household']);
    await recordAudit(tx, householdId, { kind: 'invite_revoked', details: {} });
  });
}

/** Deletes those that ran out; returns how many. */
export async function deleteExpiredInvites(): Promise<number> {
  const { count } = await db().invite.deleteMany({ where: { expiresAt: { lt: new Date() } } });
  return count;
}
