import 'server-only';
import { db, Prisma } from './client.ts';
import { keptPlan } from './kept-plan.ts';

export type RateLimit = {
  /** How many may come at once. */
  capacity: number;
  perMinute: number;
};

/**
 * Of a bucket `b`, in seconds. One that was last taken from in time to come is of a clock that was ahead and
 * was set right: it is full, or nobody would get a token until that time.
 */
const elapsed = Prisma.sql`CASE
  WHEN b."updatedAt" > clock_timestamp() + interval '1 minute' THEN 'Infinity'::float8
  ELSE extract(epoch FROM clock_timestamp() - b."updatedAt")::float8 END`;

type Bucket = RateLimit & { key: string };

/**
 * Takes one token of each bucket, all processes together. An empty bucket promises the next one and
 * goes below zero by it, so that callers are served in the order in which they came.
 *
 * @returns how long until the last of the tokens is there; null when that is beyond `maxWaitMs`
 */
export async function promiseTokens(buckets: Bucket[], maxWaitMs: number): Promise<number | null> {
  const columns = (name: keyof Bucket) => buckets.map((bucket) => bucket[name]);
  const rows = await db().$queryRaw<{ waitMs: number }[]>`
    ${keptPlan} WITH wanted AS (
      SELECT * FROM unnest(${columns('key')}::text[], ${columns('capacity')}::float8[],
        ${columns('perMinute')}::float8[]) AS w("key", "capacity", "perMinute")
      -- One order for all: two callers of the same buckets never wait for each other.
      ORDER BY "key")
    INSERT INTO "RateBucket" AS b ("key", "tokens", "updatedAt")
    SELECT "key", "capacity" - 1, clock_timestamp() FROM wanted
    ON CONFLICT ("key") DO UPDATE SET
      "tokens" = (SELECT LEAST(w."capacity", b."tokens"
        + ${elapsed} * w."perMinute" / 60) - 1
        FROM wanted w WHERE w."key" = b."key"),
      "updatedAt" = clock_timestamp()
    WHERE (SELECT -60000 * (LEAST(w."capacity", b."tokens"
        + ${elapsed} * w."perMinute" / 60) - 1)
        / w."perMinute" FROM wanted w WHERE w."key" = b."key") <= ${maxWaitMs}::float8
    RETURNING GREATEST(0, -60000 * "tokens"
      / (SELECT "perMinute" FROM wanted w WHERE w."key" = b."key"))::float8 AS "waitMs"`;
  if (rows.length < buckets.length) return null;
  return Math.ceil(Math.max(...rows.map((row) => row.waitMs)));
}

/** Takes one token that is there already; false when the bucket is empty. */
export async function takeToken(key: string, limit: RateLimit): Promise<boolean> {
  return (await promiseTokens([{ key, ...limit }], 0)) !== null;
}

/** How long until an empty bucket gives a token again; 0 when it has one. */
export async function secondsUntilToken(key: string, { perMinute }: RateLimit): Promise<number> {
  const [row] = await db().$queryRaw<{ seconds: number }[]>`
    SELECT (60 * (1 - "tokens") / ${perMinute}::float8
      - ${elapsed})::float8 AS "seconds"
    FROM "RateBucket" b WHERE "key" = ${key}`;
  return Math.max(0, Math.ceil(row?.seconds ?? 0));
}

/** Gives the token back that was taken for something that then went well. */
export async function refundToken(key: string, limit: RateLimit): Promise<void> {
  await db().$executeRaw`
    UPDATE "RateBucket" SET "tokens" = LEAST(${limit.capacity}::float8, "tokens" + 1)
    WHERE "key" = ${key}`;
}

/** Until a bucket that is empty now gives a token again. */
export function refillSeconds(limit: RateLimit): number {
  return Math.ceil(60 / limit.perMinute);
}
