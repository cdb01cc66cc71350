import { join } from 'node:path';
import pg from 'pg';
import { findRunningPostgres } from '#lib/db/embedded-postgres';
import { findFreePort } from '#lib/stack/free-port';
import { type Stack, startStack } from '#lib/stack/stack';
import { plansSettings, telling } from './read-plans.ts';
import { liftRateLimits } from './sweep-stack.ts';

/**
 * The built product with data of its own, on a PostgreSQL that tells how it ran each statement (read-plans.ts), and
 * with a connection of the database's owner.
 *
 * @param dir  of its data; PostgreSQL's is `postgres` in it
 */
export async function startTellingStack(
  dir: string,
  settings: Record<string, string> = {},
): Promise<{ stack: Stack; owner: pg.Client }> {
  const { PATH, HOME } = process.env;
  const stack = await startStack(
    {
      NODE_ENV: 'production',
      PATH,
      HOME,
      LOG_LEVEL: 'error',
      PASSWORD_HASH_MIB: '19',
      DATA_DIR: dir,
      PORT: String(await findFreePort()),
      SANDBOX_PORT: String(await findFreePort()),
      SANDBOX_INITIAL_DELAY_MS: '0',
      SANDBOX_HISTORICAL_DELAY_MS: '0',
      // Of devices that rows tell of, nobody outside is told.
      PUSH_HOSTS: 'push.invalid',
      ...settings,
    },
    {
      mode: 'start',
      say: () => {},
      onFailure: (reason) => {
        throw new Error(reason);
      },
      postgres: { fsync: 'off', ...plansSettings },
    },
  );
  const url = findRunningPostgres(join(dir, 'postgres')) ?? '';
  await liftRateLimits(url);
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  for (const sql of telling) await owner.query(sql);
  return { stack, owner };
}
