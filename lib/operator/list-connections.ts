import 'server-only';
import { z } from 'zod';
import { db, Prisma } from '#lib/db/client';
import { decodeCursor, encodeCursor } from '#lib/db/list-cursor';
import type { ConnectionDto, ConnectionListQuery, ConnectionPage } from './contract.ts';
import {
  type ConnectionGroup,
  countConnections,
  nameState,
  plainState,
} from './count-connections.ts';
import { connectionStates } from './states.ts';

const position = z.object({ at: z.iso.datetime(), itemId: z.uuid() });

/** SQL: when Item i was last up to date. */
const since = Prisma.sql`coalesce(i."lastSyncedAt", i."createdAt")`;

/**
 * Connections that something may still be asked for, those that were not synced for longest first. Of all
 * households, by ids: for operators alone.
 */
export async function listConnections({
  state,
  cursor,
  limit,
}: ConnectionListQuery): Promise<ConnectionPage> {
  const after = cursor ? decodeCursor(cursor, position) : null;
  const groups = await countConnections();
  const rows = await db().$queryRaw<Row[]>`
    SELECT i."householdId", i."id" AS "itemId", i."plaidItemId", b."name" AS "institution",
      ${plainState} AS "plain", i."errorType", i."errorCode", i."stopReason"::text AS "stopReason",
      i."failures", i."lastSyncedAt", i."retryAt", ${since} AS "since"
    FROM "Item" i LEFT JOIN "Institution" b ON b."id" = i."institutionId"
    WHERE i."accessTokenSealed" IS NOT NULL
      AND ${state === 'all' ? Prisma.sql`true` : isIn(groups.filter((each) => each.state === state))}
      AND ${
        after
          ? Prisma.sql`(${since}, i."id") > (${after.at}::timestamptz, ${after.itemId}::uuid)`
          : Prisma.sql`true`
      }
    ORDER BY ${since}, i."id" LIMIT ${limit + 1}`;
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(toConnectionDto),
    nextCursor:
      last && rows.length > limit
        ? encodeCursor({ at: last.since.toISOString(), itemId: last.itemId })
        : null,
    states: cursor ? [] : countStates(groups),
  };
}

/** SQL: Item i is in one of the groups: which errors make a state only the table of errors knows. */
function isIn(groups: ConnectionGroup[]): Prisma.Sql {
  const columns = (read: (group: ConnectionGroup) => string) => groups.map(read);
  return Prisma.sql`(${plainState}, coalesce(i."errorType", ''), coalesce(i."errorCode", '')) IN (
    SELECT g."plain", CASE WHEN g."plain" = 'error' THEN g."type" ELSE coalesce(i."errorType", '') END,
      CASE WHEN g."plain" = 'error' THEN g."code" ELSE coalesce(i."errorCode", '') END
    FROM unnest(${columns(({ plain }) => plain)}::text[],
      ${columns(({ errorType }) => errorType ?? '')}::text[],
      ${columns(({ errorCode }) => errorCode ?? '')}::text[]) AS g("plain", "type", "code"))`;
}

type Row = Pick<ConnectionGroup, 'plain' | 'errorType' | 'errorCode'> &
  Omit<ConnectionDto, 'state' | 'reason' | 'lastSyncedAt' | 'retryAt'> & {
    stopReason: string | null;
    lastSyncedAt: Date | null;
    retryAt: Date | null;
    since: Date;
  };

function toConnectionDto(row: Row): ConnectionDto {
  const { householdId, itemId, plaidItemId, institution, failures, stopReason, errorCode } = row;
  const state = nameState(row);
  return {
    householdId,
    itemId,
    plaidItemId,
    institution,
    state,
    reason: stopReason ?? errorCode,
    failures,
    lastSyncedAt: row.lastSyncedAt?.toISOString() ?? null,
    retryAt: state === 'failing' ? (row.retryAt?.toISOString() ?? null) : null,
  };
}

function countStates(groups: ConnectionGroup[]): ConnectionPage['states'] {
  return connectionStates.map((state) => ({
    state,
    count: groups.reduce((sum, group) => sum + (group.state === state ? group.count : 0), 0),
  }));
}
