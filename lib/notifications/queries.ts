import 'server-only';
import { accountName } from '#lib/accounts/account-name';
import { db, Prisma } from '#lib/db/client';
import { keptPlan } from '#lib/db/kept-plan';
import { env } from '#lib/env';
import { listOpenAccounts, readItemSights, type Viewer } from '#lib/privacy/viewer';
import { listFloors } from './balance-floors.ts';
import type { NotificationListDto, PreferenceListDto } from './contract.ts';
import { readLargeFrom } from './large-from.ts';
import { describeNotice } from './notice-words.ts';
import { completePreferences } from './preferences.ts';
import { readNotice } from './read-notice.ts';

const listLimit = 30;

type Row = {
  id: string;
  kind: string;
  payload: object;
  createdAt: Date;
  readAt: Date | null;
  resolvedAt: Date | null;
  accountName: string | null;
  /** Of all of them. */
  unread: number;
};

/**
 * The member's latest notifications in the app. What is over counts as read; what is about a connection
 * that they know of no more, or a row that they see no more, is not theirs to read any more. What they see is handed
 * over as ids that are known already: to plan the views that say so, twice each, took longer than all else of an
 * unchanged page.
 */
export async function listNotifications(viewer: Viewer): Promise<NotificationListDto> {
  const [items, accountIds] = await Promise.all([readItemSights(viewer), listOpenAccounts(viewer)]);
  const mine = Prisma.sql`n."householdId" = ${viewer.householdId}::uuid
    AND n."memberId" = ${viewer.memberId}::uuid AND n."inApp"
    AND (n."payload"->>'itemId' IS NULL
      OR (n."payload"->>'itemId')::uuid = ANY(${[...items.keys()]}::uuid[]))
    AND (n."payload"->>'accountId' IS NULL
      OR (n."payload"->>'accountId')::uuid = ANY(${accountIds}::uuid[]))`;
  const rows = await db().$queryRaw<Row[]>`
      ${keptPlan} SELECT n."id", n."kind", n."payload", n."createdAt", n."readAt", n."resolvedAt",
        ${accountName} AS "accountName", (
          SELECT count(*)::int FROM "Notification" n
          WHERE ${mine} AND n."readAt" IS NULL AND n."resolvedAt" IS NULL) AS "unread"
      FROM "Notification" n
      LEFT JOIN "Account" a ON a."householdId" = n."householdId"
        AND a."id" = (n."payload"->>'accountId')::uuid
      WHERE ${mine}
      ORDER BY n."createdAt" DESC, n."id" DESC LIMIT ${listLimit}`;
  const today = new Date().toISOString().slice(0, 10);
  const notices = rows.flatMap(
    ({ id, kind, payload, createdAt, readAt, resolvedAt, accountName }) => {
      const notice = readNotice(kind, payload);
      if (!notice) return [];
      const { title, body, href } = describeNotice(notice, {
        readerId: viewer.memberId,
        today,
        accountName,
      });
      return {
        id,
        kind: notice.kind,
        title,
        body,
        href,
        createdAt: createdAt.toISOString(),
        read: readAt !== null || resolvedAt !== null,
      };
    },
  );
  return { items: notices, nextCursor: null, unread: rows[0]?.unread ?? 0 };
}

export async function listPreferences(viewer: Viewer): Promise<PreferenceListDto> {
  const { householdId, memberId } = viewer;
  const decisions = await db().notificationPreference.findMany({
    where: { householdId, memberId },
    select: { kind: true, channel: true, enabled: true },
  });
  return {
    items: completePreferences(decisions),
    largeFrom: await readLargeFrom(viewer),
    floors: await listFloors(viewer),
    hasRelay: env().SMTP_URL !== undefined,
  };
}
