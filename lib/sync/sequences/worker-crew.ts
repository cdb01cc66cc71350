import 'server-only';
import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FailPoint } from '#lib/fail-point';

/** The shortest that the product allows: a killed worker's Item is free again within it. */
const leaseSeconds = 2;
/** Beyond the lease, and so that what a paused worker still holds in its memory is stale. */
const pauseMs = 2 * leaseSeconds * 1_000;

export type WorkerCrew = ReturnType<typeof startWorkerCrew>;

/**
 * The product's own worker processes. One that dies is replaced at once, as a supervisor would.
 *
 * @param dir  where fail points are armed
 */
export function startWorkerCrew(size: number, dir: string) {
  const crew = new Set<ChildProcess>();
  const counts = { kills: 0, pauses: 0 };
  let stopping = false;
  let failure: string | null = null;

  const hire = () => {
    const child = spawn(process.execPath, args, { env: environment(dir), stdio });
    crew.add(child);
    child.once('exit', (code, signal) => {
      crew.delete(child);
      if (stopping) return;
      if (signal !== 'SIGKILL') failure = `A worker ended by itself (${signal ?? code}).`;
      counts.kills += 1;
      hire();
    });
  };
  for (let each = 0; each < size; each += 1) hire();

  return {
    counts,
    /** Why a worker ended that nobody killed. */
    findFailure: () => failure,
    killOne: () => void [...crew][0]?.kill('SIGKILL'),
    killAt: (point: FailPoint) => arm(dir, point, 'SIGKILL'),
    /** Halts the worker that comes there first, and wakes it when its lease is long over. */
    pauseAt: (point: FailPoint) => {
      arm(dir, point, 'SIGSTOP');
      counts.pauses += 1;
      setTimeout(() => {
        disarm(dir, point);
        for (const child of crew) child.kill('SIGCONT');
      }, pauseMs);
    },
    disarm: (point: FailPoint) => disarm(dir, point),
    stop: async () => {
      stopping = true;
      await Promise.all(
        [...crew].map((child) => {
          const exited = once(child, 'exit');
          child.kill('SIGCONT');
          child.kill('SIGTERM');
          return exited;
        }),
      );
    },
  };
}

const args = [
  '--import',
  new URL('../../stack/exit-with-parent.mjs', import.meta.url).href,
  '--conditions=react-server',
  join('bin', 'worker.ts'),
];
const stdio: StdioOptions = ['ignore', 'ignore', 'inherit', 'ipc'];

function environment(dir: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_NO_WARNINGS: '1',
    LOG_LEVEL: 'silent',
    FAIL_POINTS_DIR: dir,
    SYNC_LEASE_SECONDS: String(leaseSeconds),
    WORKER_CONCURRENCY: '6',
    DATABASE_POOL_SIZE: '4',
    // A sequence asks for an Item more often in a second than a bank does in an hour.
    PLAID_RATE_LIMITS: 'false',
  };
}

function arm(dir: string, point: FailPoint, signal: 'SIGKILL' | 'SIGSTOP'): void {
  writeFileSync(join(dir, point), `${signal} 1`);
}

function disarm(dir: string, point: FailPoint): void {
  const file = join(dir, point);
  if (existsSync(file)) rmSync(file);
}
