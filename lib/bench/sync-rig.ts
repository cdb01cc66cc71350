import 'server-only';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { closeDb } from '#lib/db/client';
import { startEmbeddedPostgres } from '#lib/db/embedded-postgres';
import { applyMigrations } from '#lib/db/migrate';
import { findFreePort } from '#lib/stack/free-port';
import { type Supervised, supervise } from '#lib/stack/supervise';
import { waitForUrl } from '#lib/stack/wait-for';
import { workerArgs } from '#lib/stack/worker-args';
import { withScratchDir } from './bench-stack.ts';

const startTimeoutMs = 20_000;

/**
 * PostgreSQL with durability on and the real schema, and a sandbox, with this process pointed at
 * them; `startWorker` runs the product's own worker beside it.
 */
export function withSyncRig<Value>(
  run: (rig: { startWorker: () => Supervised }) => Promise<Value>,
): Promise<Value> {
  return withScratchDir(async (dir) => {
    const stops: (() => Promise<void>)[] = [];
    try {
      const postgres = await startEmbeddedPostgres(join(dir, 'postgres'));
      stops.push(postgres.stop);
      await applyMigrations(postgres.url);
      const sandboxPort = await findFreePort();
      Object.assign(process.env, {
        LOG_LEVEL: 'error',
        DATA_DIR: dir,
        DATABASE_URL: postgres.url,
        AUTH_SECRET: randomBytes(32).toString('base64url'),
        ENCRYPTION_KEYS: `bench:${randomBytes(32).toString('base64url')}`,
        // Empty is not set: whatever keys this shell holds, the sandbox answers.
        PLAID_CLIENT_ID: '',
        PLAID_SECRET: '',
        PLAID_BASE_URL: '',
        // At Plaid's limits 100,000 rows take minutes, whoever asks.
        PLAID_RATE_LIMITS: 'false',
        SANDBOX_PORT: String(sandboxPort),
        SANDBOX_INITIAL_DELAY_MS: '0',
        SANDBOX_HISTORICAL_DELAY_MS: '0',
      });
      const runNode = (name: string, args: string[]) => {
        const child = supervise({ name, args, env: process.env }, fail);
        stops.push(child.stop);
        return child;
      };
      runNode('sandbox', [join('sandbox', 'main.ts')]);
      await waitForUrl(`http://127.0.0.1:${sandboxPort}/_control/health`, startTimeoutMs);
      stops.push(closeDb);
      return await run({
        startWorker: () => runNode('worker', workerArgs),
      });
    } finally {
      for (const stop of stops.reverse()) await stop();
    }
  });
}

function fail(reason: string): void {
  throw new Error(reason);
}
