import 'server-only';
import { recordAudit } from '#lib/audit/record-audit';
import { hashToken, newToken } from '#lib/crypto/tokens';
import { db } from '#lib/db/client';
import { env } from '#lib/env';
import type { Viewer } from '#lib/privacy/viewer';
import type { NewFeedDto } from './contract.ts';

/**
 * Makes the member's feed, or gives it a new address: the former one answers no more.
 *
 * @returns the address, which is told this once
 */
export async function createFeed({
  householdId,
  memberId,
  userId,
}: Viewer & { userId: string }): Promise<NewFeedDto> {
  const token = newToken();
  const tokenHash = hashToken(token);
  await db().$transaction(async (tx) => {
    await tx.calendarFeed.upsert({
      where: { householdId_memberId: { householdId, memberId } },
      create: { householdId, memberId, tokenHash },
      update: { tokenHash, createdAt: new Date(), readAt: null },
      select: { createdAt: true },
    });
    await recordAudit(tx, userId, { kind: 'calendar_shared', details: {} });
  });
  return { address: `${env().APP_URL}/api/calendar/${householdId}/${token}.ics` };
}

export async function deleteFeed({ householdId, memberId }: Viewer): Promise<void> {
  await db().calendarFeed.deleteMany({ where: { householdId, memberId } });
}
