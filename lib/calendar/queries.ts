import 'server-only';
import { hashToken } from '#lib/crypto/tokens';
import { addDays } from '#lib/dates/civil-date';
import { db, Prisma } from '#lib/db/client';
import { env } from '#lib/env';
import { listItems } from '#lib/items/queries';
import { requireItem, seesAccount, type Viewer } from '#lib/privacy/viewer';
import type { DueDto } from '#lib/recurring/contract';
import { listedOnce, listUpcoming } from '#lib/recurring/dues';
import type { CalendarDto, FeedDto, OutlookDto, RhythmDto } from './contract.ts';
import { type CalendarEvent, formatCalendar } from './ical.ts';
import { findRhythm } from './rhythm.ts';

/** How far back one looks for what is usual. */
const pastDays = 60;
const timesLimit = 500;
/** So far ahead the feed says what is due. */
const dueDays = 90;

/** What comes up for each connection, those that end first, and the member's own feed of it. */
export async function getCalendar(viewer: Viewer): Promise<CalendarDto> {
  const [items, feed] = await Promise.all([listOutlooks(viewer), findFeed(viewer)]);
  return { items, feed };
}

async function listOutlooks(viewer: Viewer): Promise<OutlookDto[]> {
  const items = (await listItems(viewer)).filter(
    ({ state }) => state.name !== 'removed' && state.name !== 'removing',
  );
  const rhythms = await readRhythms(
    viewer,
    items.map(({ id }) => id),
  );
  const outlooks = items.map(({ id, institution: { name, color }, endsAt }) => ({
    itemId: id,
    institution: { name, color },
    endsAt,
    rhythm: rhythms.get(id) ?? findRhythm([], []),
  }));
  const end = ({ endsAt }: OutlookDto) => endsAt ?? '9999';
  return outlooks.sort((a, b) => end(a).localeCompare(end(b)));
}

/**
 * What is usual for one connection since its history was complete, told from the rows that the viewer
 * sees; from all that happened to it when the connection is theirs.
 *
 * @throws AppError not_found
 */
export async function readRhythm(viewer: Viewer, itemId: string): Promise<RhythmDto> {
  await requireItem(viewer, itemId);
  const rhythms = await readRhythms(viewer, [itemId]);
  return rhythms.get(itemId) ?? findRhythm([], []);
}

/** Of all of them at once, however many there are; without those that the viewer does not know of. */
async function readRhythms(
  viewer: Viewer,
  itemIds: readonly string[],
): Promise<Map<string, RhythmDto>> {
  const { householdId, memberId } = viewer;
  const isSeen = seesAccount(viewer, Prisma.sql`t."accountId"`);
  const rows = await db().$queryRaw<{ itemId: string; times: Date[]; lags: number[] }[]>`
    WITH item AS (
      SELECT i."householdId", i."id", i."plaidItemId", i."historyCompleteAt", s."decides",
        GREATEST(i."historyCompleteAt", now() - make_interval(days => ${pastDays})) AS "since"
      FROM "Item" i JOIN "SeenItem" s ON s."householdId" = i."householdId"
        AND s."memberId" = ${memberId}::uuid AND s."itemId" = i."id"
      WHERE i."householdId" = ${householdId}::uuid AND i."id" = ANY (${itemIds}::uuid[])
        AND i."historyCompleteAt" IS NOT NULL
    )
    SELECT i."id" AS "itemId",
      ARRAY(
        SELECT r."startedAt" AS "at" FROM "SyncRun" r
        WHERE r."householdId" = i."householdId" AND r."itemId" = i."id"
          AND r."startedAt" >= i."since" AND r."outcome" = 'committed'
          AND (i."decides" OR (SELECT true FROM "Transaction" t
            WHERE t."householdId" = r."householdId" AND t."firstSyncRunId" = r."id" AND ${isSeen}
            LIMIT 1))
        UNION ALL
        SELECT w."receivedAt" FROM "WebhookLog" w
        WHERE w."plaidItemId" = i."plaidItemId" AND w."receivedAt" >= i."since"
          AND w."webhookCode" = 'SYNC_UPDATES_AVAILABLE' AND i."decides"
        ORDER BY "at" DESC LIMIT ${timesLimit}) AS "times",
      ARRAY(
        SELECT (t."createdAt" AT TIME ZONE 'UTC')::date - COALESCE(t."authorizedDate", t."date")
        FROM "Transaction" t
        WHERE t."householdId" = i."householdId" AND t."itemId" = i."id"
          AND t."createdAt" > i."historyCompleteAt"
          AND t."createdAt" > now() - make_interval(days => ${pastDays}) AND ${isSeen}
        ORDER BY t."createdAt" DESC LIMIT ${timesLimit}) AS "lags"
    FROM item i`;
  return new Map(rows.map(({ itemId, times, lags }) => [itemId, findRhythm(times, lags)]));
}

async function findFeed({ householdId, memberId }: Viewer): Promise<FeedDto> {
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
 * the banks that the member knows of, what is due to whom, and days: no accounts, no amounts, no balances.
 */
export async function readFeed(householdId: string, token: string): Promise<string | null> {
  const [feed] = await db().calendarFeed.updateManyAndReturn({
    where: { householdId, tokenHash: hashToken(token) },
    data: { readAt: new Date() },
    select: { memberId: true },
  });
  if (!feed) return null;
  const viewer = { householdId, memberId: feed.memberId };
  const today = new Date().toISOString().slice(0, 10);
  const [items, dues] = await Promise.all([
    listItems(viewer),
    listUpcoming(viewer, addDays(today, dueDays), today),
  ]);
  const events = items.flatMap(({ id, institution, endsAt }) =>
    endsAt ? toEvent(id, institution.name, endsAt) : [],
  );
  return formatCalendar('Plumbline', [...events, ...listedOnce(dues).map(toDueEvent)], new Date());
}

function toEvent(itemId: string, bank: string, endsAt: string): CalendarEvent {
  const { APP_URL } = env();
  return {
    uid: `connection-${itemId}@${new URL(APP_URL).hostname}`,
    on: endsAt.slice(0, 10),
    summary: `${bank}: access ends`,
    description: 'Sign in again before then, and Plumbline goes on without a gap.',
    url: `${APP_URL}/connections`,
    remindDays: [7, 1],
  };
}

function toDueEvent({ id, on, payee, by }: DueDto): CalendarEvent {
  const { APP_URL } = env();
  return {
    uid: `due-${id.replace(' ', '-')}@${new URL(APP_URL).hostname}`,
    on,
    summary: `Due: ${payee}`,
    description: by === 'bank' ? 'The bank says so.' : 'Expected by how it came before.',
    url: `${APP_URL}/recurring/calendar?on=${on}`,
    remindDays: [1],
  };
}
