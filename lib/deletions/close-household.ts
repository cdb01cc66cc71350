import 'server-only';
import { requestReportRemoval } from '#lib/asset-reports/remove-report';
import { recordAudit } from '#lib/audit/record-audit';
import type { Tx } from '#lib/db/client';
import { env } from '#lib/env';
import { findNextHousehold } from '#lib/households/add-household';
import { requestIncomeRemovals } from '#lib/income/remove-income';
import { requestRemoval } from '#lib/items/disconnect-item';
import { publishSessionsEnded } from '#lib/live/publish';
import { composeMail } from '#lib/mail/compose-mail';
import { queueMail } from '#lib/mail/queue-mail';
import { listAccesses } from './find-accesses.ts';

/**
 * From this commit on nobody belongs to the household, and every access to a bank is to be ended. The
 * others go to another household of theirs, and are told.
 *
 * @param goneUserId  whose account goes with it; null when the one who asked stays
 */
export async function closeHousehold(
  tx: Tx,
  householdId: string,
  goneUserId: string | null,
): Promise<void> {
  const accesses = await listAccesses(tx, { householdIds: [householdId], itemIds: [] });
  for (const { householdId: id, itemId } of accesses) {
    await requestRemoval(tx, { householdId: id, itemId }, { history: 'delete' });
  }
  await requestIncomeRemovals(tx, [householdId]);
  await requestReportRemoval(tx, { householdId });
  const { name } = await tx.household.findUniqueOrThrow({
    where: { id: householdId },
    select: { name: true },
  });
  const members = await tx.member.findMany({
    where: { householdId },
    select: { userId: true, user: { select: { name: true, email: true } } },
  });
  await tx.member.deleteMany({ where: { householdId } });
  for (const { userId, user } of members) {
    if (userId === goneUserId) continue;
    const next = await findNextHousehold(tx, { userId, name: user.name });
    await tx.session.updateMany({ where: { userId, householdId }, data: { householdId: next } });
    await publishSessionsEnded(tx, userId);
    await queueMail(tx, next, { ...composeFarewell(name), toAddress: user.email });
    await recordAudit(tx, userId, { kind: 'household_deleted', details: {} });
  }
}

function composeFarewell(household: string) {
  const { APP_URL } = env();
  return composeMail({
    title: `${household} was deleted`,
    body: 'An owner deleted the household, with all that was in it; its banks are being disconnected. Your sign-in works as before, with a household of your own.',
    action: { label: 'Go to Plumbline', url: APP_URL },
    reason: { text: 'Plumbline sends this because it concerns your account.', url: APP_URL },
  });
}
