import 'server-only';
import { db } from '#lib/db/client';
import type { LinkFunnelDto, LinkFunnelRow, LinkTrouble } from './contract.ts';

const windowDays = 30;
const institutionLimit = 50;
const troubleLimit = 20;

/**
 * How far people got in Link over the last thirty days, by bank, and the latest sessions that
 * failed. Of all households: for the operator alone.
 */
export async function readLinkFunnel(): Promise<LinkFunnelDto> {
  const [items, trouble] = await Promise.all([readInstitutions(), readTrouble()]);
  return { items, nextCursor: null, trouble };
}

// A session may reach two banks; it counts for the last one. Events come in any order, so the time
// is Link's.
function readInstitutions(): Promise<LinkFunnelRow[]> {
  return db().$queryRaw<LinkFunnelRow[]>`
    WITH session AS (
      SELECT "householdId", "linkSessionId",
        (array_agg("institutionName" ORDER BY "at" DESC)
          FILTER (WHERE "institutionName" IS NOT NULL))[1] AS "institution",
        CASE WHEN bool_or("purpose" IN ('link', 'numbers', 'income')) THEN 'link' ELSE 'update' END AS "kind",
        bool_or("institutionId" IS NOT NULL) AS "chosen",
        bool_or("name" IN ('SUBMIT_CREDENTIALS', 'OPEN_OAUTH', 'HANDOFF')) AS "signedIn",
        bool_or("name" = 'HANDOFF') AS "finished",
        array_agg(DISTINCT "errorCode") FILTER (WHERE "errorCode" IS NOT NULL) AS "errors"
      FROM "LinkEvent"
      WHERE "receivedAt" > now() - make_interval(days => ${windowDays})
      GROUP BY "householdId", "linkSessionId"
    )
    SELECT s."institution", s."kind", count(*)::int AS "opened",
      count(*) FILTER (WHERE s."chosen")::int AS "chosen",
      count(*) FILTER (WHERE s."signedIn")::int AS "signedIn",
      count(*) FILTER (WHERE s."finished")::int AS "finished",
      COALESCE((
        SELECT json_agg(json_build_object('code', e."code", 'sessions', e."sessions")
          ORDER BY e."sessions" DESC, e."code")
        FROM (SELECT u."code", count(*)::int AS "sessions"
          FROM session o CROSS JOIN LATERAL unnest(o."errors") AS u("code")
          WHERE o."institution" IS NOT DISTINCT FROM s."institution" AND o."kind" = s."kind"
          GROUP BY u."code") e), '[]') AS "errors"
    FROM session s
    GROUP BY s."institution", s."kind"
    ORDER BY "opened" DESC, s."institution" NULLS LAST, s."kind" LIMIT ${institutionLimit}`;
}

async function readTrouble(): Promise<LinkTrouble[]> {
  const rows = await db().$queryRaw<(Omit<LinkTrouble, 'at'> & { at: Date })[]>`
    SELECT * FROM (
      SELECT DISTINCT ON (e."householdId", e."linkSessionId") e."linkSessionId", e."requestId",
        CASE WHEN e."purpose" IN ('link', 'numbers', 'income') THEN 'link' ELSE 'update' END AS "kind",
        e."institutionName" AS "institution", e."errorCode",
        (SELECT x."exitStatus" FROM "LinkEvent" x
          WHERE x."householdId" = e."householdId" AND x."linkSessionId" = e."linkSessionId"
            AND x."exitStatus" IS NOT NULL LIMIT 1) AS "exitStatus",
        e."at"
      FROM "LinkEvent" e
      WHERE e."errorCode" IS NOT NULL
        AND e."receivedAt" > now() - make_interval(days => ${windowDays})
        AND NOT EXISTS (SELECT 1 FROM "LinkEvent" h WHERE h."householdId" = e."householdId"
          AND h."linkSessionId" = e."linkSessionId" AND h."name" = 'HANDOFF')
      ORDER BY e."householdId", e."linkSessionId", e."at" DESC
    ) t ORDER BY "at" DESC LIMIT ${troubleLimit}`;
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
