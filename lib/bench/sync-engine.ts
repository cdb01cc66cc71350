import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import { closeDb, db } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { getAccounts } from '#lib/plaid/accounts';
import { getSyncPage } from '#lib/plaid/transactions';
import type { Supervised } from '#lib/stack/supervise';
import { type Delta, fetchDelta } from '#lib/sync/fetch-delta';
import type { ItemRef, Leased } from '#lib/sync/ports';
import { postgresStore } from '#lib/sync/postgres-store';
import { requestSync } from '#lib/sync/request-sync';
import { timeRows } from './big-item.ts';
import { readMemoryMb } from './memory.ts';
import { percentile } from './report.ts';
import { prepareWays } from './sync-peers.ts';

const rounds = 3;
const settleMs = 3_000;
const syncTimeoutMs = 300_000;

/** From the wake-up's commit to the sync's, by the product's worker in a process of its own. */
export async function measureWorker(item: ItemRef, worker: Supervised) {
  await untilCaughtUp(item);
  // Starting has its own peak, and garbage.
  await pause(settleMs);
  const idleMb = readMemoryMb(worker, 'VmRSS');
  const rates: number[] = [];
  let peakMb = 0;
  for (let round = 0; round < rounds; round += 1) {
    await forgetCursor(item);
    const rate = await timeRows(async () => {
      await db().$transaction((tx) => requestSync(tx, item, 'person'));
      await untilCaughtUp(item);
    });
    rates.push(rate);
    // A first sync is as large as this once; what stays in the heap afterwards is another matter.
    if (round === 0) peakMb = readMemoryMb(worker, 'VmHWM') - idleMb;
  }
  await worker.stop();
  return { rate: percentile(rates, 0.5), peakMb };
}

/** The commit of what is fetched already, in turns with other ways in for the very same rows. */
export async function measureCommit(item: ItemRef, sample: Parameters<typeof prepareWays>[0]) {
  const delta = await fetchAll(item);
  await forgetCursor(item);
  await timeRows(() => commit(item, delta));
  const rewritten = await countRewritten(item, delta);
  const ways = {
    ...(await prepareWays(sample)),
    engine: async () => {
      await forgetCursor(item);
      return timeRows(() => commit(item, delta));
    },
  };
  const rates = { engine: [], copy: [], insertRowByRow: [], upsertRowByRow: [] } as Record<
    keyof typeof ways,
    number[]
  >;
  for (let round = 0; round < rounds; round += 1) {
    for (const name of Object.keys(rates) as (keyof typeof ways)[]) {
      rates[name].push(await ways[name]());
    }
  }
  return {
    engine: percentile(rates.engine, 0.5),
    copy: percentile(rates.copy, 0.5),
    insertRowByRow: percentile(rates.insertRowByRow, 0.5),
    upsertRowByRow: percentile(rates.upsertRowByRow, 0.5),
    rewritten,
  };
}

async function fetchAll(item: ItemRef): Promise<Delta> {
  const leased = await lease(item);
  const progress = { pages: 0, restarts: 0, requestId: null };
  const ports = { plaid: { getSyncPage, getAccounts }, isStopping: () => false };
  const delta = await fetchDelta(ports, leased.openAccessToken(), null, progress);
  await postgresStore.releaseLease(leased.lease);
  return delta;
}

async function commit(item: ItemRef, delta: Delta): Promise<void> {
  const { lease: held } = await lease(item);
  const now = new Date();
  const facts = { pages: 0, restarts: 0, requestId: null };
  const report = { runId: newId(), startedAt: now, finishedAt: now, ...facts };
  if (!(await postgresStore.commit(held, delta, report))) throw new Error('Superseded.');
  await postgresStore.releaseLease(held);
}

async function lease(item: ItemRef): Promise<Leased> {
  const leased = await postgresStore.acquireLease(item, 'bench');
  if (!leased) throw new Error('Another worker holds the lease.');
  return leased;
}

/** As if nothing had been synced yet. */
async function forgetCursor({ householdId, itemId: id }: ItemRef): Promise<void> {
  await db().item.update({
    where: { householdId_id: { householdId, id } },
    data: { transactionsCursor: null },
  });
}

/** Waits until a worker has done what was asked of it for an Item. */
export async function untilCaughtUp({ householdId, itemId: id }: ItemRef): Promise<void> {
  const deadline = performance.now() + syncTimeoutMs;
  while (performance.now() < deadline) {
    const { requestedSeq, doneSeq } = await db().item.findUniqueOrThrow({
      where: { householdId_id: { householdId, id } },
      select: { requestedSeq: true, doneSeq: true },
    });
    if (requestedSeq === doneSeq) return;
    await pause(10);
  }
  throw new Error('The worker does not catch up.');
}

/** Commits the same delta again, as when everything is read anew, and counts what PostgreSQL wrote. */
async function countRewritten(item: ItemRef, delta: Delta): Promise<number> {
  const before = await readWrites();
  if (before < delta.transactions.size)
    throw new Error('PostgreSQL did not count the first commit.');
  await forgetCursor(item);
  await commit(item, delta);
  return (await readWrites()) - before;
}

/** Rows of the table inserted, updated and deleted since the beginning. */
async function readWrites(): Promise<number> {
  // A session reports what it counted when it ends, if not before.
  await closeDb();
  for (;;) {
    const [row] = await db().$queryRaw<{ others: number; writes: number }[]>`
      SELECT (SELECT count(*)::int FROM pg_stat_activity
          WHERE "datname" = current_database() AND "pid" <> pg_backend_pid()
            AND "backend_type" = 'client backend') AS "others",
        ("n_tup_ins" + "n_tup_upd" + "n_tup_del")::int AS "writes"
      FROM pg_stat_user_tables WHERE "relname" = 'Transaction'`;
    if (row?.others === 0) return row.writes;
    await pause(20);
  }
}
