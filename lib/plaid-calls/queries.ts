import 'server-only';
import { db } from '#lib/db/client';
import { findCallLimits, ownRateLimit } from '#lib/plaid/rate-limits';
import type { EndpointCalls, PlaidCallsDto } from './contract.ts';
import { estimatePercentile } from './estimate-percentile.ts';
import type { CallSpan } from './spans.ts';

/** How each time is read: rows of how many seconds, in how many parts of how many seconds. */
const readings = {
  hour: { rowSeconds: 60, partSeconds: 300, parts: 12 },
  day: { rowSeconds: 3_600, partSeconds: 3_600, parts: 24 },
  week: { rowSeconds: 3_600, partSeconds: 21_600, parts: 28 },
} as const satisfies Record<CallSpan, object>;

/** More than we call. */
const endpointLimit = 100;
const errorLimit = 20;

/**
 * How Plaid's endpoints answered all processes over the last hour, day or week. Of all households:
 * for operators alone. The last part of the course is still under way.
 */
export async function readPlaidCalls(span: CallSpan): Promise<PlaidCallsDto> {
  const { partSeconds, parts } = readings[span];
  const partMs = partSeconds * 1_000;
  const since = (Math.floor(Date.now() / partMs) - parts + 1) * partMs;
  const rows = await readEndpoints(span, new Date(since));
  const items = rows.map(({ latencies, ...row }) => ({
    ...row,
    busiestMinute: span === 'hour' ? row.busiestMinute : null,
    p50Ms: estimatePercentile(latencies, 0.5),
    p95Ms: estimatePercentile(latencies, 0.95),
    limits: findCallLimits(row.endpoint),
  }));
  return { since: new Date(since).toISOString(), partSeconds, items, nextCursor: null };
}

type Row = Omit<EndpointCalls, 'p50Ms' | 'p95Ms'> & { latencies: number[] };

function readEndpoints(span: CallSpan, since: Date): Promise<Row[]> {
  const { rowSeconds, partSeconds, parts } = readings[span];
  return db().$queryRaw<Row[]>`
    WITH slot AS (
      SELECT *, "outcome" <> ${ownRateLimit} AS "sent",
        floor(extract(epoch FROM "startsAt" - ${since}) / ${partSeconds}::int)::int AS "part"
      FROM "PlaidCall" WHERE "seconds" = ${rowSeconds}::int AND "startsAt" >= ${since}),
    endpoint AS (
      SELECT "endpoint",
        coalesce(sum("calls") FILTER (WHERE "sent"), 0)::int AS "calls",
        coalesce(sum("calls") FILTER (WHERE "sent" AND "outcome" <> 'ok'), 0)::int AS "failed",
        sum("limited")::int AS "limited",
        coalesce(sum("calls") FILTER (WHERE NOT "sent"), 0)::int AS "heldBack"
      FROM slot GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${endpointLimit})
    SELECT e.*,
      coalesce((SELECT json_agg(json_build_object('code', o."code", 'calls', o."calls")
          ORDER BY o."calls" DESC, o."code")
        FROM (SELECT s."outcome" AS "code", sum(s."calls")::int AS "calls" FROM slot s
          WHERE s."endpoint" = e."endpoint" AND s."sent" AND s."outcome" <> 'ok'
          GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${errorLimit}) o), '[]') AS "errors",
      ARRAY(SELECT coalesce(sum(s."calls"), 0)::int FROM generate_series(0, ${parts}::int - 1) n
        LEFT JOIN slot s ON s."endpoint" = e."endpoint" AND s."part" = n AND s."sent"
        GROUP BY n ORDER BY n) AS "course",
      ARRAY(SELECT sum(l."calls")::int FROM slot s
        CROSS JOIN LATERAL unnest(s."latencies") WITH ORDINALITY AS l("calls", "place")
        WHERE s."endpoint" = e."endpoint" GROUP BY l."place" ORDER BY l."place") AS "latencies",
      (SELECT coalesce(max(m."calls"), 0)::int FROM (SELECT sum(s."calls") AS "calls" FROM slot s
        WHERE s."endpoint" = e."endpoint" AND s."sent" GROUP BY s."startsAt") m) AS "busiestMinute"
    FROM endpoint e ORDER BY e."calls" DESC, e."endpoint"`;
}
