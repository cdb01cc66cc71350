import 'server-only';
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { db } from '#lib/db/client';
import { enqueue } from '#lib/jobs/enqueue';
import type { TaskName } from '#lib/jobs/tasks';
import type { Supervised } from '#lib/stack/supervise';
import { createHousehold, syncOnce } from '#lib/testing/household';
import { createBigItem } from './big-item.ts';
import { readMemoryMb } from './memory.ts';
import { atLeast, atMost, type Report } from './report.ts';
import { withSyncRig } from './sync-rig.ts';

const households = 3;
const rowsOfEach = 100_000;
const settleMs = 5_000;
const timeoutMs = 900_000;

/**
 * A backup of an installation with 300,000 transactions and the proof that it comes back, each by a worker of
 * the product's in a fresh process: how long it takes, and how much memory above idle.
 */
export function benchBackup(): Promise<Report> {
  return withSyncRig(async ({ startWorker }) => {
    Object.assign(process.env, {
      BACKUP_KEY: `bench:${randomBytes(32).toString('base64url')}`,
      // Empty is not set: it goes into the scratch folder, whatever this shell says.
      BACKUP_FOLDER: '',
      BACKUP_BUCKET_URL: '',
      BACKUP_DRILL_DATABASE_URL: '',
    });
    for (let index = 0; index < households; index += 1) {
      await syncOnce(await createBigItem(await createHousehold(), rowsOfEach));
    }
    await catchUp(startWorker());
    const made = await measure(startWorker(), async () => {
      // An installation of the first hour is backed up later, and no sweep may be first.
      await db().$executeRaw`
        UPDATE "_prisma_migrations" SET "finished_at" = "finished_at" - interval '2 hours'`;
      await run('back-up', () => db().backup.count({ where: { state: 'done' } }));
    });
    // A sweep may have begun to prove it already, and was ended with its worker.
    await db().backup.updateMany({ data: { drilledAt: null, drillError: null, provenAt: null } });
    const proven = await measure(startWorker(), () =>
      run('prove-backup', () => db().backup.count({ where: { provenAt: { not: null } } })),
    );
    const { rows, bytes } = await db().backup.findFirstOrThrow({ where: { state: 'done' } });
    const count = Number(rows);
    return {
      name: 'backup',
      results: [
        atLeast('rows of all tables', count, '', households * rowsOfEach),
        atMost('the backup, sealed', Number(bytes) / 1_000_000, 'MB', 250),
        atMost('making it', made.seconds, 's', 60),
        atMost('making it: peak memory of the worker above idle', made.peakMb, 'MB', 150),
        atMost('proving it: restored, compared, held to the invariants', proven.seconds, 's', 300),
        atMost('proving it: peak memory of the worker above idle', proven.peakMb, 'MB', 250),
      ],
    };
  });
}

/** What the syncs left to do is done before: it would be measured with what is asked about. */
async function catchUp(worker: Supervised): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    await pause(settleMs);
    const due = await db().$queryRaw<unknown[]>`
      SELECT FROM graphile_worker.jobs WHERE "run_at" < now() + interval '10 seconds' LIMIT 1`;
    if (due.length === 0) break;
    if (performance.now() > deadline) throw new Error('The worker does not come to its end.');
  }
  await worker.stop();
}

async function measure(worker: Supervised, work: () => Promise<void>) {
  // Starting has its own peak, and garbage.
  await pause(settleMs);
  const idleMb = readMemoryMb(worker, 'VmRSS');
  const startedAt = performance.now();
  await work();
  const seconds = (performance.now() - startedAt) / 1_000;
  const peakMb = readMemoryMb(worker, 'VmHWM') - idleMb;
  await worker.stop();
  return { seconds, peakMb };
}

async function run(
  name: Extract<TaskName, 'back-up' | 'prove-backup'>,
  count: () => Promise<number>,
) {
  await enqueue(db(), name, {}, { key: name });
  const deadline = performance.now() + timeoutMs;
  while ((await count()) === 0) {
    if (performance.now() > deadline) throw new Error(`${name} does not end.`);
    const failed = await db().backup.findFirst({
      where: {
        OR: [{ state: 'failed' }, { drillError: { not: 'The last try was interrupted.' } }],
      },
      select: { error: true, drillError: true },
    });
    if (failed) throw new Error(failed.error ?? failed.drillError ?? name);
    await pause(100);
  }
}
