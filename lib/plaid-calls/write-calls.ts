import 'server-only';
import { db } from '#lib/db/client';
import { toJsonParameter } from '#lib/db/json-parameter';
import { log } from '#lib/log';
import { giveBackTallies, takeTallies } from '#lib/plaid/call-tally';

/** A process that is killed loses what it counted since: less than a minute. */
const writeEveryMs = 20_000;

/**
 * Writes down how Plaid's endpoints answered this process, every twenty seconds, until stopped.
 *
 * @returns stops it, and writes the rest
 */
export function startWritingCalls(): () => Promise<void> {
  const timer = setInterval(() => void tryWriting(), writeEveryMs);
  // What is only counted keeps no process alive.
  timer.unref();
  return async () => {
    clearInterval(timer);
    await tryWriting();
  };
}

async function tryWriting(): Promise<void> {
  try {
    await writeCalls();
  } catch (error) {
    log.warn({ error }, 'could not write down how Plaid answered');
  }
}

/**
 * Adds what this process counted to its minutes and its hours, in one statement. What cannot be
 * written is kept for the next time.
 */
export async function writeCalls(): Promise<void> {
  const tallies = takeTallies();
  if (tallies.length === 0) return;
  try {
    await db().$executeRaw`
      INSERT INTO "PlaidCall" AS p
        ("seconds", "startsAt", "endpoint", "outcome", "calls", "limited", "latencies")
      SELECT * FROM jsonb_to_recordset(${toJsonParameter(tallies)}::jsonb) AS c("seconds" int,
        "startsAt" timestamptz, "endpoint" text, "outcome" text, "calls" int, "limited" int,
        "latencies" int[])
      -- One order for all, so that two processes never wait for each other.
      ORDER BY "seconds", "startsAt", "endpoint", "outcome"
      ON CONFLICT ("seconds", "startsAt", "endpoint", "outcome") DO UPDATE SET
        "calls" = p."calls" + excluded."calls",
        "limited" = p."limited" + excluded."limited",
        "latencies" = ARRAY(SELECT coalesce(u."there", 0) + coalesce(u."more", 0)
          FROM unnest(p."latencies", excluded."latencies") WITH ORDINALITY
            AS u("there", "more", "place") ORDER BY u."place")`;
  } catch (error) {
    giveBackTallies(tallies);
    throw error;
  }
}

/** An hour is looked at by the minute, a week by the hour. */
const [keptMinutesHours, keptHoursDays] = [3, 9];

/** Returns how many rows there were. */
export function deleteOldCalls(): Promise<number> {
  return db().$executeRaw`
    DELETE FROM "PlaidCall" WHERE "startsAt" < now() - CASE "seconds"
      WHEN 60 THEN make_interval(hours => ${keptMinutesHours})
      ELSE make_interval(days => ${keptHoursDays}) END`;
}
