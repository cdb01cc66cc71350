import 'server-only';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

/** A folder that is gone afterwards. */
export async function withScratchDir<Value>(run: (dir: string) => Promise<Value>): Promise<Value> {
  const dir = mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
  try {
    return await run(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
