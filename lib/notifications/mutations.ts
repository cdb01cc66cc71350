import 'server-only';
import { db } from '#lib/db/client';
import { publish } from '#lib/live/publish';
import type { Viewer } from '#lib/privacy/viewer';
import type { PreferenceInput, ReadInput } from './contract.ts';
import { startWeeks } from './tell-week.ts';

/** Marks the member's notifications as read, all of them unless named. Another's are left alone. */
export async function markRead(
  { householdId, memberId }: Viewer,
  { ids }: ReadInput,
): Promise<void> {
  await db().$transaction(async (tx) => {
    await tx.notification.updateMany({
      where: { householdId, memberId, readAt: null, id: ids && { in: ids } },
      data: { readAt: new Date() },
    });
    await publish(tx, householdId, ['notifications']);
  });
}

export async function setPreference(
  viewer: Viewer,
  { kind, channel, enabled, timeZone }: PreferenceInput,
): Promise<void> {
  const { householdId, memberId } = viewer;
  const id = { householdId, memberId, kind, channel };
  await db().notificationPreference.upsert({
    where: { householdId_memberId_kind_channel: id },
    create: { ...id, enabled },
    update: { enabled },
    select: { enabled: true },
  });
  if (kind === 'weekly_summary' && enabled) return startWeeks(viewer, timeZone);
  if (timeZone) {
    await db().member.updateMany({ where: { householdId, id: memberId }, data: { timeZone } });
  }
}
