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
  const outlooks = await Promise.all(
    items.map(async ({ id, institution: { name, color }, endsAt }) => ({
      itemId: id,
      institution: { name, color },
      endsAt,
      rhythm: await readRhythm(viewer, id),
    })),
  );
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
  const { householdId } = viewer;
  const { decides } = await requireItem(viewer, itemId);
  const isSeen = seesAccount(viewer, Prisma.sql`t."accountId"`);
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
        AND (${decides} OR EXISTS (SELECT FROM "Transaction" t
          WHERE t."householdId" = r."householdId" AND t."firstSyncRunId" = r."id" AND ${isSeen}))
      UNION ALL
      SELECT w."receivedAt" FROM item i
      JOIN "WebhookLog" w ON w."plaidItemId" = i."plaidItemId" AND w."receivedAt" >= i."since"
        AND w."webhookCode" = 'SYNC_UPDATES_AVAILABLE'
        AND ${decides}
      ORDER BY "at" DESC LIMIT ${timesLimit}`,
    db().$queryRaw<{ days: number }[]>`
      SELECT (t."createdAt" AT TIME ZONE 'UTC')::date
        - COALESCE(t."authorizedDate", t."date") AS "days"
      FROM "Item" i
      JOIN "Transaction" t ON t."householdId" = i."householdId" AND t."itemId" = i."id"
        AND t."createdAt" > i."historyCompleteAt"
        AND t."createdAt" > now() - make_interval(days => ${pastDays}) AND ${isSeen}
      WHERE i."householdId" = ${householdId}::uuid AND i."id" = ${itemId}::uuid
      ORDER BY t."createdAt" DESC LIMIT ${timesLimit}`,
  ]);
  return findRhythm(
    times.map(({ at }) => at),
    lags.map(({ days }) => days),
  );
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
