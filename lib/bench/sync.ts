import 'server-only';
import { createBigItem } from './big-item.ts';
import { atLeast, atLeastTimes, atMost, type Report } from './report.ts';
import { measureCommit, measureWorker } from './sync-engine.ts';
import { insertRowByRow, upsertRowByRow } from './sync-peers.ts';
import { withSyncRig } from './sync-rig.ts';

const wantedRows = 100_000;
/** The slow ways in are measured on a sample and compared by rows per second. */
const insertedRows = 10_000;
const upsertedRows = 2_000;

/**
 * Bringing an Item of 100,000 rows into PostgreSQL, durable and with every index and key of the
 * schema: by the worker from the sandbox over HTTP, by its commit alone, and by other ways. Every
 * way starts on an empty table after a checkpoint; of several rounds the median counts.
 */
export function benchSync(): Promise<Report> {
  return withSyncRig(async ({ startWorker }) => {
    const item = await createBigItem(wantedRows);
    const worker = await measureWorker(item, startWorker());
    const { rate, copyRate, rewritten, rows } = await measureCommit(item);
    const inserted = await insertRowByRow(rows, insertedRows);
    const upserted = await upsertRowByRow(rows, upsertedRows);
    return {
      name: 'sync',
      results: [
        atLeastTimes('fetched → committed, against COPY', rate, 'rows/s', copyRate, 0.6),
        atLeastTimes(
          `… against INSERT … ON CONFLICT row by row, pool of 5 (${insertedRows} rows)`,
          rate,
          'rows/s',
          inserted,
          5,
        ),
        atLeastTimes(
          `… against Prisma upsert row by row (${upsertedRows} rows)`,
          rate,
          'rows/s',
          upserted,
          30,
        ),
        atLeast('sandbox over HTTP → committed by the worker', worker.rate, 'rows/s', 12_000),
        atMost('… peak memory of the worker above idle', worker.peakMb, 'MB', 300),
        atMost('rows rewritten when Plaid sends all of it again', rewritten, 'rows', 0),
      ],
    };
  });
}
