import 'server-only';
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
export async function createFeed({ householdId, memberId }: Viewer): Promise<NewFeedDto> {
  const token = newToken();
  const tokenHash = hashToken(token);
  await db().calendarFeed.upsert({
    where: { householdId_memberId: { householdId, memberId } },
    create: { householdId, memberId, tokenHash },
    update: { tokenHash, createdAt: new Date(), readAt: null },
    select: { createdAt: true },
  });
  return { address: `${env().APP_URL}/api/calendar/${householdId}/${token}.ics` };
}

export async function deleteFeed({ householdId, memberId }: Viewer): Promise<void> {
  await db().calendarFeed.deleteMany({ where: { householdId, memberId } });
}
