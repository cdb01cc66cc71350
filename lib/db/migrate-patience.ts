import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

export type Patience = {
  /** How long one statement waits for a lock; everybody behind it waits as long. */
  lockTimeoutMs: number;
  /** How often what was busy is asked for in all. */
  attempts: number;
  /** Before the second attempt; doubled for each further one, to at most eight times as much. */
  pauseMs: number;
  /** How long another deploy may take. */
  deployMs: number;
};

/** Two minutes in all for what is busy, of which nobody waits more than five seconds at a time. */
export const usualPatience: Patience = {
  lockTimeoutMs: 5_000,
  attempts: 8,
  pauseMs: 2_000,
  deployMs: 600_000,
};

type Waiting = { patience: Patience; say: (line: string) => void };

/** Any numbers; the same in every process, so that two deploys never migrate at once. */
const deployKey = 7_586_233_401;
/** Held by the session that runs a migration's SQL, which may outlive the process that sent it. */
export const scriptKey = 7_586_233_403;

/**
 * Runs as the only deploy of this database, on a connection that holds the advisory lock.
 *
 * @throws when another one does not come to its end in `deployMs`
 */
export async function withOneDeploy<Value>(
  databaseUrl: string,
  { patience, say }: Waiting,
  run: (lock: pg.Client) => Promise<Value>,
): Promise<Value> {
  const lock = new pg.Client({
    connectionString: databaseUrl,
    lock_timeout: patience.lockTimeoutMs,
  });
  lock.on('error', () => {});
  await lock.connect();
  try {
    const deadline = Date.now() + patience.deployMs;
    // Asked for again and again instead of waited for: an index that is built concurrently waits
    // for every statement that runs, and would wait for one that waits for this deploy.
    for (let asked = 0; !(await takeLock(lock)); asked += 1) {
      if (asked === 0) say('Another deploy migrates this database; waiting for it.');
      if (Date.now() > deadline) {
        throw new Error(
          'Another deploy has been migrating this database for too long. Nothing was changed here; ' +
            'look at what it does, then start again.',
        );
      }
      await pause(200);
    }
    return await run(lock);
  } finally {
    await lock.end();
  }
}

async function takeLock(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>(
    'SELECT pg_try_advisory_lock($1) AS taken',
    [deployKey],
  );
  return rows[0]?.taken === true;
}

/**
 * Runs again what gave up because somebody held a lock, with growing pauses in which everybody else
 * gets on with their work.
 *
 * @throws what it failed with otherwise, or that the database stayed busy
 */
export async function retryWhileBusy(
  { patience, say }: Waiting,
  run: () => Promise<void>,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (attempt >= patience.attempts) {
        throw new Error(
          'The database stays busy: something holds a lock on what a migration changes. Nothing of ' +
            'that migration was applied. End long transactions (pg_stat_activity), then start again.',
          { cause: error },
        );
      }
      say(`The database is busy; trying to migrate again (${attempt} of ${patience.attempts}).`);
      await pause(patience.pauseMs * Math.min(2 ** (attempt - 1), 8));
    }
  }
}

/** PostgreSQL's code for a lock that was not available in time, and for a deadlock it broke. */
function isBusy(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = error instanceof pg.DatabaseError ? error.code : error.message;
  return /\b(?:55P03|40P01)\b/.test(code ?? '');
}
