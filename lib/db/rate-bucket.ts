import 'server-only';
import { db } from './client.ts';

export type RateLimit = {
  /** How many may come at once. */
  capacity: number;
  perMinute: number;
};

/** Takes one token of a bucket that all processes share; false when it is empty. */
export async function takeToken(key: string, limit: RateLimit): Promise<boolean> {
  const perSecond = limit.perMinute / 60;
  const taken = await db().$executeRaw`
    INSERT INTO "RateBucket" AS b ("key", "tokens", "updatedAt")
    VALUES (${key}, ${limit.capacity - 1}::float8, now())
    ON CONFLICT ("key") DO UPDATE SET
      "tokens" = LEAST(${limit.capacity}::float8,
        b."tokens" + extract(epoch FROM now() - b."updatedAt") * ${perSecond}::float8) - 1,
      "updatedAt" = now()
    WHERE LEAST(${limit.capacity}::float8,
      b."tokens" + extract(epoch FROM now() - b."updatedAt") * ${perSecond}::float8) >= 1`;
  return taken === 1;
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
