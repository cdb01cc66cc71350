import 'server-only';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeDb } from '#lib/db/client';
import { findRunningPostgres } from '#lib/db/embedded-postgres';
import { findFreePort } from '#lib/stack/free-port';
import { type Stack, startStack } from '#lib/stack/stack';

/** Starts the built product with durability on, on ports of its own. */
export async function startBenchStack(
  dataDir: string,
  settings: Record<string, string> = {},
): Promise<Stack> {
  const { PATH, HOME } = process.env;
  return startStack(
    {
      NODE_ENV: 'production',
      PATH,
      HOME,
      LOG_LEVEL: 'error',
      DATA_DIR: dataDir,
      PORT: String(await findFreePort()),
      SANDBOX_PORT: String(await findFreePort()),
      ...settings,
    },
    {
      mode: 'start',
      say: () => {},
      onFailure: (reason) => {
        throw new Error(reason);
      },
    },
  );
}

/** Plaid answers at once, and as often as it is asked: at its own limits 100,000 rows take minutes. */
export const unhurried = {
  PLAID_RATE_LIMITS: 'false',
  SANDBOX_INITIAL_DELAY_MS: '0',
  SANDBOX_HISTORICAL_DELAY_MS: '0',
};

/** `databaseUrl` is the owner's, which nothing hides rows from. */
type Bench = { stack: Stack; dir: string; databaseUrl: string };

/** The built product in a folder of its own, with this process pointed at the same database, as its owner. */
export function withBenchStack<Value>(
  settings: Record<string, string>,
  run: (bench: Bench) => Promise<Value>,
): Promise<Value> {
  return withScratchDir(async (dir) => {
    const stack = await startBenchStack(dir, settings);
    try {
      const databaseUrl = findRunningPostgres(join(dir, 'postgres')) ?? '';
      Object.assign(process.env, stack.env, { DATABASE_URL: databaseUrl });
      return await run({ stack, dir, databaseUrl });
    } finally {
      await closeDb();
      await stack.stop();
    }
  });
}

/** A folder that is gone afterwards. */
export async function withScratchDir<Value>(run: (dir: string) => Promise<Value>): Promise<Value> {
  const dir = mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
  try {
    return await run(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
