import 'server-only';
import { db } from '#lib/db/client';
import { env } from '#lib/env';
import { listItems } from '#lib/items/queries';
import type { CalendarDto, FeedDto, OutlookDto, RhythmDto } from './contract.ts';
import { hashFeedToken } from './feed-token.ts';
import { type CalendarEvent, formatCalendar } from './ical.ts';
import { findRhythm } from './rhythm.ts';

/** How far back one looks for what is usual. */
const pastDays = 60;
const timesLimit = 500;

type MemberRef = { householdId: string; memberId: string };

/** What comes up for each connection, those that end first, and the member's own feed of it. */
export async function getCalendar(member: MemberRef): Promise<CalendarDto> {
  const [items, feed] = await Promise.all([listOutlooks(member.householdId), findFeed(member)]);
  return { items, feed };
}

async function listOutlooks(householdId: string): Promise<OutlookDto[]> {
  const items = (await listItems(householdId)).filter(
    ({ state }) => state.name !== 'removed' && state.name !== 'removing',
  );
  const outlooks = await Promise.all(
    items.map(async ({ id, institution: { name, color }, endsAt }) => ({
      itemId: id,
      institution: { name, color },
      endsAt,
      rhythm: await readRhythm(householdId, id),
    })),
  );
  const end = ({ endsAt }: OutlookDto) => endsAt ?? '9999';
  return outlooks.sort((a, b) => end(a).localeCompare(end(b)));
}

/** What is usual for one connection since its history was complete. */
export async function readRhythm(householdId: string, itemId: string): Promise<RhythmDto> {
  const [times, lags] = await Promise.all([
    db().$queryRaw<{ at: Date }[]>`
      WITH item AS (
        SELECT "householdId", "id", "plaidItemId",
          GREATEST("historyCompleteAt", now() - make_interval(days => ${pastDays})) AS "since"
        FROM "Item" WHERE "householdId" = ${householdId}::uuid AND "id" = ${itemId}::uuid
          AND "historyCompleteAt" IS NOT NULL
      )
      SELECT r."startedAt" AS "at" FROM item i
      JOIN "SyncRun" r ON r."householdId" = i."householdId" AND r."itemId" = i."id"
        AND r."startedAt" >= i."since" AND r."outcome" = 'committed'
      UNION ALL
      SELECT w."receivedAt" FROM item i
      JOIN "WebhookLog" w ON w."plaidItemId" = i."plaidItemId" AND w."receivedAt" >= i."since"
        AND w."webhookCode" = 'SYNC_UPDATES_AVAILABLE'
      ORDER BY "at" DESC LIMIT ${timesLimit}`,
    db().$queryRaw<{ days: number }[]>`
      SELECT (t."createdAt" AT TIME ZONE 'UTC')::date
        - COALESCE(t."authorizedDate", t."date") AS "days"
      FROM "Item" i
      JOIN "Transaction" t ON t."householdId" = i."householdId" AND t."itemId" = i."id"
        AND t."createdAt" > i."historyCompleteAt"
        AND t."createdAt" > now() - make_interval(days => ${pastDays})
      WHERE i."householdId" = ${householdId}::uuid AND i."id" = ${itemId}::uuid
      ORDER BY t."createdAt" DESC LIMIT ${timesLimit}`,
  ]);
  return findRhythm(
    times.map(({ at }) => at),
    lags.map(({ days }) => days),
  );
}

async function findFeed({ householdId, memberId }: MemberRef): Promise<FeedDto> {
  const feed = await db().calendarFeed.findUnique({
    where: { householdId_memberId: { householdId, memberId } },
    select: { createdAt: true, readAt: true },
  });
  return (
    feed && {
      createdAt: feed.createdAt.toISOString(),
      readAt: feed.readAt?.toISOString() ?? null,
    }
  );
}

/**
 * The calendar behind a feed's address, as iCalendar; null when no member has that address. It names
 * banks and days, no accounts and no balances.
 */
export async function readFeed(householdId: string, token: string): Promise<string | null> {
  const { count } = await db().calendarFeed.updateMany({
    where: { householdId, tokenHash: hashFeedToken(token) },
    data: { readAt: new Date() },
  });
  if (count === 0) return null;
  const items = await listItems(householdId);
  const events = items.flatMap(({ id, institution, endsAt }) =>
    endsAt ? toEvent(id, institution.name, endsAt) : [],
  );
  return formatCalendar('Plumbline: connections', events, new Date());
}

function toEvent(itemId: string, bank: string, endsAt: string): CalendarEvent {
  const { APP_URL } = env();
  return {
    uid: `connection-${itemId}@${new URL(APP_URL).hostname}`,
    on: endsAt.slice(0, 10),
    summary: `${bank}: access ends`,
    description: 'Sign in again before then, and Plumbline goes on without a gap.',
    url: `${APP_URL}/connections`,
  };
}
