import 'server-only';
import { db, Prisma } from '#lib/db/client';
import {
  type LinkFunnelDto,
  type LinkFunnelRow,
  type LinkFunnelStep,
  type LinkTrouble,
  linkSteps,
} from './contract.ts';

const windowDays = 30;
const institutionLimit = 50;
const troubleLimit = 20;
const errorLimit = 10;

/**
 * How far people got in Link over the last thirty days, by step and by bank, and the latest sessions
 * that failed. Of all households: for the operator alone.
 */
export async function readLinkFunnel(): Promise<LinkFunnelDto> {
  const [items, steps, trouble] = await Promise.all([
    readInstitutions(),
    readSteps(),
    readTrouble(),
  ]);
  return { items, nextCursor: null, steps, trouble };
}

/** Of an event, the place in `linkSteps` that it shows somebody to have come to, from 1. */
const stepOfEvent = Prisma.sql`CASE
  WHEN "name" = 'HANDOFF' THEN 7
  WHEN "viewName" IN ('SELECT_ACCOUNT', 'SELECT_SAVED_ACCOUNT', 'CONNECTED',
    'SAME_DAY_MICRODEPOSIT_AUTHORIZED', 'INSTANT_MICRODEPOSIT_AUTHORIZED') THEN 6
  WHEN "name" = 'SUBMIT_MFA' OR "viewName" = 'MFA' THEN 5
  WHEN "name" IN ('SUBMIT_CREDENTIALS', 'OPEN_OAUTH', 'SUBMIT_ACCOUNT_NUMBER') THEN 4
  WHEN "institutionId" IS NOT NULL OR "viewName" = 'NUMBERS' THEN 3
  WHEN "viewName" IN ('SELECT_INSTITUTION', 'SELECT_SAVED_INSTITUTION', 'NUMBERS_SELECT_INSTITUTION')
    OR "name" = 'SEARCH_INSTITUTION' THEN 2
  ELSE 1 END`;

// A session may reach two banks; it counts for the last one. Events come in any order, so the time
// is Link's.
const sessions = Prisma.sql`
  event AS (
    SELECT *, ${stepOfEvent} AS "place" FROM "LinkEvent"
    WHERE "receivedAt" > now() - make_interval(days => ${windowDays})),
  session AS (
    SELECT "householdId", "linkSessionId",
      (array_agg("institutionName" ORDER BY "at" DESC)
        FILTER (WHERE "institutionName" IS NOT NULL))[1] AS "institution",
      CASE WHEN bool_or("purpose" IN ('link', 'numbers', 'income')) THEN 'link' ELSE 'update' END AS "kind",
      max("place") AS "furthest",
      array_agg(DISTINCT "errorCode") FILTER (WHERE "errorCode" IS NOT NULL) AS "errors",
      (array_agg("errorCode" ORDER BY "at" DESC)
        FILTER (WHERE "errorCode" IS NOT NULL))[1] AS "lastError"
    FROM event GROUP BY "householdId", "linkSessionId")`;

function readInstitutions(): Promise<LinkFunnelRow[]> {
  return db().$queryRaw<LinkFunnelRow[]>`
    WITH ${sessions}
    SELECT s."institution", s."kind", count(*)::int AS "opened",
      count(*) FILTER (WHERE s."furthest" >= 3)::int AS "chosen",
      count(*) FILTER (WHERE s."furthest" >= 4)::int AS "signedIn",
      count(*) FILTER (WHERE s."furthest" = 7)::int AS "finished",
      (${[...linkSteps]}::text[])[mode() WITHIN GROUP (ORDER BY s."furthest")
        FILTER (WHERE s."furthest" < 7)] AS "leftAt",
      COALESCE((
        SELECT json_agg(json_build_object('code', e."code", 'sessions', e."sessions")
          ORDER BY e."sessions" DESC, e."code")
        FROM (SELECT u."code", count(*)::int AS "sessions"
          FROM session o CROSS JOIN LATERAL unnest(o."errors") AS u("code")
          WHERE o."institution" IS NOT DISTINCT FROM s."institution" AND o."kind" = s."kind"
          GROUP BY u."code" ORDER BY 2 DESC, 1 LIMIT ${errorLimit}) e), '[]') AS "errors"
    FROM session s
    GROUP BY s."institution", s."kind"
    ORDER BY "opened" DESC, s."institution" NULLS LAST, s."kind" LIMIT ${institutionLimit}`;
}

// A step's time is that from the one before which the same session took, whichever that is.
function readSteps(): Promise<LinkFunnelStep[]> {
  return db().$queryRaw<LinkFunnelStep[]>`
    WITH ${sessions},
    arrival AS (
      SELECT "householdId", "linkSessionId", "place", min("at") AS "at" FROM event GROUP BY 1, 2, 3),
    pace AS (
      SELECT s."kind", a."place", extract(epoch FROM a."at" - lag(a."at") OVER (
        PARTITION BY a."householdId", a."linkSessionId" ORDER BY a."place")) AS "seconds"
      FROM arrival a JOIN session s USING ("householdId", "linkSessionId")),
    step AS (
      SELECT k."kind", n.* FROM (SELECT DISTINCT "kind" FROM session) k
      CROSS JOIN unnest(${[...linkSteps]}::text[]) WITH ORDINALITY AS n("step", "place"))
    SELECT t."kind", t."step",
      (SELECT count(*)::int FROM session s WHERE s."kind" = t."kind"
        AND CASE t."step" WHEN 'asked' THEN EXISTS (SELECT FROM arrival a
            WHERE a."householdId" = s."householdId" AND a."linkSessionId" = s."linkSessionId"
              AND a."place" = t."place")
          ELSE s."furthest" >= t."place" END) AS "reached",
      CASE t."step" WHEN 'finished' THEN 0 ELSE (SELECT count(*)::int FROM session s
        WHERE s."kind" = t."kind" AND s."furthest" = t."place") END AS "left",
      (SELECT round(1000 * percentile_cont(0.5) WITHIN GROUP (ORDER BY greatest(0, p."seconds")))::int FROM pace p
        WHERE p."kind" = t."kind" AND p."place" = t."place" AND p."seconds" IS NOT NULL) AS "medianMs",
      CASE t."step" WHEN 'finished' THEN '[]' ELSE COALESCE((
        SELECT json_agg(json_build_object('code', e."code", 'sessions', e."sessions")
          ORDER BY e."sessions" DESC, e."code")
        FROM (SELECT coalesce(s."lastError", 'none') AS "code", count(*)::int AS "sessions"
          FROM session s WHERE s."kind" = t."kind" AND s."furthest" = t."place"
          GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${errorLimit}) e), '[]') END AS "errors"
    FROM step t ORDER BY t."kind", t."place"`;
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
