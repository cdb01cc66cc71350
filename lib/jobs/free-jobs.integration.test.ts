import { type ChildProcess, spawn } from 'node:child_process';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { db } from '#lib/db/client';
import { workerArgs } from '#lib/stack/worker-args';
import { createHousehold, linkItem } from '#lib/testing/household';
import { control } from '#lib/testing/sandbox';
import { freeJobsOfTheGone } from './free-jobs.ts';
import { startHeartbeat } from './worker-heartbeat.ts';

const workers: ChildProcess[] = [];
/** Two processes start, one after the other, beside whatever else this machine does. */
const patience = { timeout: 30_000, interval: 50 };

afterEach(() => {
  for (const worker of workers.splice(0)) worker.kill('SIGKILL');
});

/** A worker as the product runs it; one that is gone is noticed within five seconds. */
function startWorkerProcess(): ChildProcess {
  const worker = spawn(process.execPath, workerArgs, {
    env: { ...process.env, SYNC_LEASE_SECONDS: '1', LOG_LEVEL: 'silent', NODE_NO_WARNINGS: '1' },
    stdio: 'inherit',
  });
  workers.push(worker);
  return worker;
}

type Job = { task_identifier: string; locked_by: string | null };
const listJobs = () =>
  db().$queryRaw<Job[]>`SELECT "task_identifier", "locked_by" FROM graphile_worker.jobs`;
const isHeld = async (name: string) =>
  (await listJobs()).some((job) => job.task_identifier === name && job.locked_by !== null);

describe('a worker killed in the middle of a job', () => {
  it('leaves it to another within seconds, whatever job it was', { timeout: 120_000 }, async () => {
    const item = await linkItem(await createHousehold());
    // An answer that takes longer than the worker lives.
    await control('/faults', { path: '/item/get', itemId: item.plaidItemId, delayMs: 4_000 });
    const killed = startWorkerProcess();
    const listFaults = async () => (await control<{ faults: unknown[] }>('/faults')).faults;
    await vi.waitFor(async () => expect(await listFaults()).toEqual([]), patience);
    expect(await isHeld('refresh-item')).toBe(true);
    killed.kill('SIGKILL');
    startWorkerProcess();
    const where = { householdId: item.householdId, id: item.itemId };
    await vi.waitFor(async () => {
      const { plaid } = await db().item.findUniqueOrThrow({ where: { householdId_id: where } });
      expect(plaid).toMatchObject({ item_id: item.plaidItemId });
    }, patience);
    await vi.waitFor(async () => expect(await isHeld('refresh-item')).toBe(false), patience);
  });
});

describe('freeJobsOfTheGone', () => {
  it('gives back what the gone hold, and nothing of those who live or have just begun', async () => {
    const stop = await startHeartbeat('living', 'pool-living');
    const hold = async (poolId: string, secondsAgo: number) => {
      await db().$executeRaw`SELECT graphile_worker.add_job('sweep', job_key => ${poolId}::text)`;
      await db().$executeRaw`
        UPDATE graphile_worker._private_jobs SET "locked_by" = ${poolId},
          "locked_at" = now() - make_interval(secs => ${secondsAgo}) WHERE "key" = ${poolId}`;
    };
    await db().$executeRaw`DELETE FROM graphile_worker._private_jobs`;
    await hold('pool-living', 7_200);
    await hold('pool-silent', 61);
    await hold('pool-unheard-of', 61);
    await hold('pool-new', 1);
    await db().$executeRaw`
      INSERT INTO "Worker" ("id", "poolId", "seenAt")
      VALUES ('silent', 'pool-silent', now() - interval '61 seconds')`;
    expect(await freeJobsOfTheGone()).toBe(2);
    const held = (await listJobs()).flatMap(({ locked_by }) => locked_by ?? []);
    expect(held.sort()).toEqual(['pool-living', 'pool-new']);
    expect(await freeJobsOfTheGone()).toBe(0);
    await stop();
  });
});
