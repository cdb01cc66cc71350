import 'server-only';
import { db } from '#lib/db/client';
import { env } from '#lib/env';
import { type CallBucket, findCallLimits, listCallBuckets } from '#lib/plaid/rate-limits';
import type { PlaidDto } from './contract.ts';

/** Plaid has some two hundred codes. */
const codeLimit = 100;

/**
 * How much of what Plaid allows is left at the moment, and what it answered to the syncs of the last hour and day. For
 * operators alone.
 */
export async function readPlaid(): Promise<PlaidDto> {
  const [headroom, answers] = await Promise.all([readHeadroom(), countAnswers()]);
  return { isLimited: env().PLAID_RATE_LIMITS, headroom, answers };
}

/** As full as each bucket is by now; one that is not there is full. */
async function readHeadroom(): Promise<PlaidDto['headroom']> {
  const buckets = listCallBuckets();
  const columns = <Name extends keyof CallBucket>(name: Name) => buckets.map((each) => each[name]);
  const rows = await db().$queryRaw<Omit<PlaidDto['headroom'][number], 'limits'>[]>`
    WITH limit_of AS (
      SELECT * FROM unnest(${columns('path')}::text[], ${columns('of')}::text[],
        ${columns('capacity')}::float8[], ${columns('perMinute')}::float8[])
        AS l("path", "of", "capacity", "perMinute")),
    level AS (
      SELECT l."path", l."of", greatest(0, least(1, (b."tokens"
          + extract(epoch FROM clock_timestamp() - b."updatedAt") * l."perMinute" / 60)
          / l."capacity")) AS "left"
      FROM "RateBucket" b
      JOIN limit_of l ON l."path" = split_part(b."key", ':', 2)
        AND l."of" = CASE WHEN split_part(b."key", ':', 3) = '' THEN 'client' ELSE 'item' END
      WHERE b."key" LIKE 'plaid:%')
    SELECT "path" AS "endpoint",
      (min("left") FILTER (WHERE "of" = 'client'))::float8 AS "client",
      (min("left") FILTER (WHERE "of" = 'item'))::float8 AS "item",
      count(*) FILTER (WHERE "of" = 'item')::int AS "items"
    FROM level GROUP BY 1 ORDER BY least(min("left"), 1), 1`;
  return rows.map((row) => ({ ...row, limits: findCallLimits(row.endpoint) }));
}

function countAnswers(): Promise<PlaidDto['answers']> {
  return db().$queryRaw<PlaidDto['answers']>`
    SELECT coalesce("errorCode", 'none') AS "code", count(*)::int AS "day",
      count(*) FILTER (WHERE "startedAt" > now() - interval '1 hour')::int AS "hour"
    FROM "SyncRun" WHERE "startedAt" > now() - interval '1 day' AND "finishedAt" IS NOT NULL
    GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${codeLimit}`;
}
