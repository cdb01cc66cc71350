import 'server-only';
import { db } from '#lib/db/client';
import { type NotificationListDto, noticeSchema, type PreferenceListDto } from './contract.ts';
import { describeNotice } from './notice-words.ts';
import { completePreferences } from './preferences.ts';

const listLimit = 30;

type MemberRef = { householdId: string; memberId: string };

/** The member's latest notifications in the app. What is over counts as read. */
export async function listNotifications(member: MemberRef): Promise<NotificationListDto> {
  const { householdId, memberId } = member;
  const mine = { householdId, memberId, inApp: true };
  const [rows, unread] = await Promise.all([
    db().notification.findMany({
      where: mine,
      select: {
        id: true,
        kind: true,
        payload: true,
        createdAt: true,
        readAt: true,
        resolvedAt: true,
      },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: listLimit,
    }),
    db().notification.count({ where: { ...mine, readAt: null, resolvedAt: null } }),
  ]);
  const today = new Date().toISOString().slice(0, 10);
  const items = rows.flatMap(({ id, kind, payload, createdAt, readAt, resolvedAt }) => {
    // A kind of another version of this app is nothing we have words for.
    const { data } = noticeSchema.safeParse({ ...(payload as object), kind });
    if (!data) return [];
    const { title, body, href } = describeNotice(data, today);
    return {
      id,
      kind: data.kind,
      title,
      body,
      href,
      createdAt: createdAt.toISOString(),
      read: readAt !== null || resolvedAt !== null,
    };
  });
  return { items, nextCursor: null, unread };
}

export async function listPreferences({
  householdId,
  memberId,
}: MemberRef): Promise<PreferenceListDto> {
  const decisions = await db().notificationPreference.findMany({
    where: { householdId, memberId },
    select: { kind: true, channel: true, enabled: true },
  });
  return { items: completePreferences(decisions) };
}
