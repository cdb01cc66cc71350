import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, vi } from 'vitest';
import type { FailPoint } from '#lib/fail-point';
import { checkIntegrity } from '#lib/integrity/check-integrity';
import { findFreePort } from '#lib/stack/free-port';
import { type Stack, startStack } from '#lib/stack/stack';
import { copyPostgres } from './copy-postgres.ts';

/** Each point ends its process this often. */
export const rounds = [1, 2, 3];

export type Drill = { stack: () => Stack; arm: (point: FailPoint, signal?: string) => void };

/** The whole product for the tests of one file, with a short lease and no mercy for processes. */
export function provideDrillStack(given: () => Record<string, string> = () => ({})): Drill {
  const dir = mkdtempSync(join(tmpdir(), 'plumbline-points-'));
  const points = join(dir, 'points');
  mkdirSync(points);
  let stack: Stack | undefined;
  beforeAll(async () => {
    const { PATH, HOME } = process.env;
    const own = given();
    if (!own.DATABASE_URL) copyPostgres(dir);
    stack = await startStack(
      {
        NODE_ENV: 'production',
        PATH,
        HOME,
        LOG_LEVEL: 'silent',
        DATA_DIR: dir,
        PORT: String(await findFreePort()),
        SANDBOX_PORT: String(await findFreePort()),
        SANDBOX_INITIAL_DELAY_MS: '0',
        SANDBOX_HISTORICAL_DELAY_MS: '0',
        PASSWORD_HASH_MIB: '19',
        SYNC_LEASE_SECONDS: '1',
        FAIL_POINTS_DIR: points,
        ...own,
      },
      {
        mode: 'start',
        say: () => {},
        onFailure: (reason) => {
          throw new Error(reason);
        },
        patience: { restartLimit: 1_000, firstRestartDelayMs: 10, growth: 1 },
      },
    );
  });
  afterAll(async () => {
    const url = stack?.env.DATABASE_URL;
    const broken = url ? (await checkIntegrity(url)).filter((each) => each.violations.length) : [];
    await stack?.stop();
    rmSync(dir, { recursive: true, force: true });
    expect(broken).toEqual([]);
  });
  return {
    stack: () => {
      if (!stack) throw new Error('The stack has not started.');
      return stack;
    },
    arm: (point, signal = 'SIGKILL') => writeFileSync(join(points, point), `${signal} 1`),
  };
}

/** Waits until the armed point was reached, and ended its process. */
export async function waitUntilHit(drill: Drill, point: FailPoint): Promise<void> {
  const dir = drill.stack().env.FAIL_POINTS_DIR ?? '';
  await vi.waitFor(() => expect(existsSync(join(dir, point)), `${point} was reached`).toBe(false), {
    timeout: 60_000,
    interval: 10,
  });
}
