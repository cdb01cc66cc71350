import 'server-only';
import { createHousehold } from '#lib/testing/household';
import { createBigItem } from './big-item.ts';
import { atLeast, atLeastTimes, atMost, type Report } from './report.ts';
import { measureCommit, measureWorker } from './sync-engine.ts';
import { withSyncRig } from './sync-rig.ts';

const wantedRows = 100_000;
/** The slow ways in are measured on a sample and compared by rows per second. */
const sample = { inserted: 5_000, upserted: 1_000 };

/**
 * Bringing an Item of 100,000 rows into PostgreSQL, durable and with every index and key of the
 * schema: by the worker from the sandbox over HTTP, by its commit alone, and by other ways. Every
 * way starts on an empty table after a checkpoint; they take turns, and of all rounds the median
 * counts.
 */
export function benchSync(): Promise<Report> {
  return withSyncRig(async ({ startWorker }) => {
    const item = await createBigItem(await createHousehold(), wantedRows);
    const worker = await measureWorker(item, startWorker());
    const rates = await measureCommit(item, sample);
    const { engine, copy, insertRowByRow, upsertRowByRow } = rates;
    const against = (what: string, baseline: number, goal: number) =>
      atLeastTimes(`fetched → committed, against ${what}`, engine, 'rows/s', baseline, goal);
    return {
      name: 'sync',
      results: [
        against('COPY', copy, 0.6),
        against(`ON CONFLICT by row (${sample.inserted}), pool of 5`, insertRowByRow, 5),
        against(`Prisma upsert by row (${sample.upserted})`, upsertRowByRow, 30),
        atLeast('sandbox over HTTP → committed by the worker', worker.rate, 'rows/s', 12_000),
        atMost('peak memory of the worker above idle', worker.peakMb, 'MB', 300),
        atMost('rewritten when Plaid sends all of it again', rates.rewritten, 'rows', 0),
      ],
    };
  });
}
