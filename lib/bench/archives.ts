import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import { getImport } from '#lib/archive-imports/queries';
import { createArchive } from '#lib/archives/create-archive';
import { downloadArchive } from '#lib/archives/download-archive';
import { getArchive } from '#lib/archives/queries';
import type { Supervised } from '#lib/stack/supervise';
import { measureUnpackedBytes } from '#lib/testing/archive';
import { createHousehold, syncOnce } from '#lib/testing/household';
import { uploadArchive } from '#lib/testing/import-archive';
import { createBigItem } from './big-item.ts';
import { readMemoryMb } from './memory.ts';
import { atLeast, atMost, type Report } from './report.ts';
import { withSyncRig } from './sync-rig.ts';

const wantedRows = 100_000;
const settleMs = 5_000;
const timeoutMs = 600_000;

/**
 * The export of 100,000 transactions and its import into an empty household, each by a worker of the
 * product's in a fresh process: how long it takes, and how much memory above idle.
 */
export function benchArchives(): Promise<Report> {
  return withSyncRig(async ({ startWorker }) => {
    const owner = await createHousehold();
    await syncOnce(await createBigItem(owner, wantedRows));
    const heir = await createHousehold();

    let archiveId = '';
    const exported = await measure(startWorker(), async () => {
      archiveId = (await createArchive(owner)).id;
      await until(() => getArchive(owner, archiveId), 'ready');
    });
    const response = await downloadArchive(owner, archiveId);
    const file = Buffer.from(await response.arrayBuffer());
    const imported = await measure(startWorker(), async () => {
      const importId = await uploadArchive(heir, file);
      await until(() => getImport(heir, importId), 'done');
    });
    const unpackedMb = (await measureUnpackedBytes(file)) / 1_000_000;
    return {
      name: 'archives',
      results: [
        atLeast('the archive, unpacked', unpackedMb, 'MB', 200),
        atMost(`export of ${wantedRows} transactions`, exported.seconds, 's', 60),
        atMost('export: peak memory of the worker above idle', exported.peakMb, 'MB', 120),
        atMost('import of the same, with its upload', imported.seconds, 's', 120),
        atMost('import: peak memory of the worker above idle', imported.peakMb, 'MB', 200),
      ],
    };
  });
}

async function measure(worker: Supervised, run: () => Promise<void>) {
  // Starting has its own peak, and garbage.
  await pause(settleMs);
  const idleMb = readMemoryMb(worker, 'VmRSS');
  const startedAt = performance.now();
  await run();
  const seconds = (performance.now() - startedAt) / 1_000;
  const peakMb = readMemoryMb(worker, 'VmHWM') - idleMb;
  await worker.stop();
  return { seconds, peakMb };
}

async function until(
  read: () => Promise<{ state: string; failure: string | null }>,
  wanted: string,
) {
  const deadline = performance.now() + timeoutMs;
  while (performance.now() < deadline) {
    const { state, failure } = await read();
    if (state === wanted) return;
    if (failure) throw new Error(`It failed: ${failure}.`);
    await pause(100);
  }
  throw new Error(`It is not ${wanted}.`);
}
