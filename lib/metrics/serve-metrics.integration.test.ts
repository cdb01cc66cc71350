import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyCredentials } from '#lib/auth/verify-credentials';
import { UnsealError, unseal } from '#lib/crypto/seal';
import { closeDb, db, openDb } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { env } from '#lib/env';
import { checkReady } from '#lib/health/check-ready';
import { observeJob } from '#lib/jobs/observe-job';
import { startHeartbeat } from '#lib/jobs/worker-heartbeat';
import { getItem } from '#lib/plaid/items';
import { findFreePort } from '#lib/stack/free-port';
import { postgresStore } from '#lib/sync/postgres-store';
import { syncItem } from '#lib/sync/sync-item';
import { createLinkedHousehold, realPorts } from '#lib/testing/household';
import { control } from '#lib/testing/sandbox';
import { receiveWebhook } from '#lib/webhooks/receive-webhook';
import { metrics } from './metrics.ts';
import { readGauges } from './read-gauges.ts';
import { serveMetrics } from './serve-metrics.ts';

let url: string;
let stop: (() => Promise<void>) | null;

beforeAll(async () => {
  const port = await findFreePort();
  url = `http://127.0.0.1:${port}`;
  stop = await serveMetrics(port, '127.0.0.1');
});
afterAll(() => stop?.());

async function scrape(): Promise<string> {
  await readGauges(metrics(), 0);
  const response = await fetch(`${url}/metrics`);
  expect(response.status).toBe(200);
  return response.text();
}

/** The value of one series; null where there is none. */
function readSeries(text: string, series: string): number | null {
  const line = text.split('\n').find((each) => each.startsWith(`${series} `));
  return line === undefined ? null : Number(line.slice(series.length + 1));
}

const queue = {
  enqueueSync: async () => {},
  enqueueWake: async () => {},
  enqueueRemoval: async () => {},
};

describe('the metrics of a process', () => {
  it('count what happens, by names that are few, and tell of nobody', async () => {
    const stopHeartbeat = await startHeartbeat('a worker', 'its pool');
    const { owner, item } = await createLinkedHousehold();
    const fault = { path: '/transactions/sync', itemId: item.plaidItemId, times: 1 };
    const limited = {
      status: 429,
      errorType: 'RATE_LIMIT_EXCEEDED',
      errorCode: 'TRANSACTIONS_LIMIT',
    };
    await control('/faults', { ...fault, ...limited });
    await db().$executeRaw`UPDATE "Item" SET "requestedSeq" = "requestedSeq" + 1`;
    await syncItem({ ...realPorts, store: postgresStore, queue }, item, 'test');

    const secret = 'access-sandbox-00000000-0000-0000-0000-000000000000';
    await expect(getItem(secret)).rejects.toThrow();
    const place = {
      table: 'Item',
      column: 'accessTokenSealed',
      ...owner,
      rowId: item.itemId,
    } as const;
    expect(() => unseal(`v1.lost.${secret}.x`, place)).toThrow(UnsealError);
    const from = { peer: '203.0.113.7', userAgent: 'Canary/1.0' };
    expect(await verifyCredentials('person1@example.com', 'a wrong password', from)).toBeNull();
    const forged = new Request('http://localhost/api/plaid/webhook', {
      method: 'POST',
      body: secret,
    });
    await expect(receiveWebhook(forged)).rejects.toThrow();
    await observeJob('sync-item', '1', {}, async () => {});
    const failing = observeJob('send-mail', '2', {}, () => Promise.reject(new Error(secret)));
    await expect(failing).rejects.toThrow();

    const text = await scrape();
    const values = {
      'plumbline_plaid_calls_total{endpoint="/transactions/sync",outcome="TRANSACTIONS_LIMIT"}': 1,
      'plumbline_plaid_rate_limited_total{endpoint="/transactions/sync",by="plaid"}': 1,
      'plumbline_sync_runs_total{result="failed",code="TRANSACTIONS_LIMIT"}': 1,
      plumbline_decrypt_failures_total: 1,
      'plumbline_sign_in_failures_total{proof="password"}': 1,
      'plumbline_webhooks_total{outcome="refused"}': 1,
      'plumbline_job_duration_seconds_count{task="sync-item",outcome="ok"}': 1,
      'plumbline_job_duration_seconds_count{task="send-mail",outcome="failed"}': 1,
      plumbline_workers: 1,
      'plumbline_items{state="failing"}': 1,
      'plumbline_items{state="current"}': 0,
    };
    for (const [series, value] of Object.entries(values)) {
      expect({ series, value: readSeries(text, series) }).toEqual({ series, value });
    }
    expect(text).toMatch(/^plumbline_plaid_calls_total\{endpoint="\/item\/get",outcome="INVALID_/m);
    expect(readSeries(text, 'plumbline_oldest_unsynced_seconds')).toBeGreaterThanOrEqual(0);
    expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds \d/m);

    const { householdId, memberId, userId } = owner;
    const canaries = [householdId, memberId, userId, item.itemId, item.plaidItemId, secret];
    for (const canary of [...canaries, '@', '203.0.113', 'Canary', 'Platypus', 'ins_']) {
      expect(text).not.toContain(canary);
    }
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}/);
    await stopHeartbeat();
  });

  it('say how much waits in the queue, and what was given up', async () => {
    await db()
      .$executeRaw`SELECT graphile_worker.complete_jobs(array_agg("id")) FROM graphile_worker.jobs`;
    const add = (task: string, delay: number) => db().$executeRaw`
      SELECT graphile_worker.add_job(${task}::text, '{}'::json,
        run_at => now() + make_interval(secs => ${delay}::int), max_attempts => 1)`;
    await add('send-mail', -90);
    await add('send-mail', 3_600);
    await add('of-another-version', -10);
    await add('sweep', 0);
    await db().$executeRaw`
      SELECT graphile_worker.permanently_fail_jobs(array_agg("id"), 'x') FROM graphile_worker.jobs
      WHERE "task_identifier" = 'sweep'`;
    const text = await scrape();
    expect(readSeries(text, 'plumbline_jobs{task="send-mail",state="due"}')).toBe(1);
    expect(readSeries(text, 'plumbline_jobs{task="send-mail",state="later"}')).toBe(1);
    expect(readSeries(text, 'plumbline_jobs{task="other",state="due"}')).toBe(1);
    expect(readSeries(text, 'plumbline_jobs{task="sweep",state="dead"}')).toBe(1);
    expect(readSeries(text, 'plumbline_jobs_oldest_due_seconds')).toBeGreaterThanOrEqual(90);
  });

  it('leave a connection that waits for its person out of how far behind we are', async () => {
    await db().$executeRaw`UPDATE "Item" SET "lastSyncedAt" = now() - interval '2 days',
      "errorType" = 'ITEM_ERROR', "errorCode" = 'ITEM_LOGIN_REQUIRED'`;
    let text = await scrape();
    expect(readSeries(text, 'plumbline_items{state="needs_person"}')).toBe(1);
    expect(readSeries(text, 'plumbline_oldest_unsynced_seconds')).toBe(0);
    await db().$executeRaw`UPDATE "Item" SET "errorType" = NULL, "errorCode" = NULL`;
    text = await scrape();
    expect(readSeries(text, 'plumbline_oldest_unsynced_seconds')).toBeGreaterThanOrEqual(172_800);
  });

  it('say how old the last good backup is, or for how long there was none', async () => {
    const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);
    await db().$executeRaw`
      UPDATE "_prisma_migrations" SET "finished_at" = now() - interval '70 hours'`;
    const failed = { id: newId(), name: 'a', state: 'failed', startedAt: hoursAgo(50) } as const;
    await db().backup.create({ data: failed });
    const read = async () => {
      const text = await scrape();
      const age = readSeries(text, 'plumbline_last_backup_age_seconds');
      return [readSeries(text, 'plumbline_backups'), age && Math.round(age / 3_600)];
    };
    expect(await read()).toEqual([0, 70]);
    const done = { id: newId(), name: 'b', state: 'done', finishedAt: hoursAgo(30) } as const;
    await db().backup.create({ data: done });
    expect(await read()).toEqual([1, 30]);
    expect(readSeries(await scrape(), 'plumbline_backup_interval_seconds')).toBe(24 * 3_600);
  });

  it('say nothing of backups where none is made', async () => {
    await db().backup.deleteMany();
    const { backups } = env();
    Object.assign(env(), { backups: { ...backups, intervalHours: 0 } });
    expect(await scrape()).not.toMatch(/^plumbline_(last_backup|backup_interval)/m);
    Object.assign(env(), { backups });
  });

  it('answer nothing but what they are for', async () => {
    const ask = async (path: string, method = 'GET') =>
      (await fetch(`${url}${path}`, { method })).status;
    expect(await ask('/live')).toBe(200);
    expect(await ask('/ready')).toBe(503);
    expect(await ask('/')).toBe(404);
    expect(await ask('/api/items')).toBe(404);
    expect(await ask('/metrics', 'POST')).toBe(405);
  });

  it('say of a worker whether it works', async () => {
    const stopBeating = await startHeartbeat('one that works', 'its pool');
    const port = await findFreePort();
    let isWorking = true;
    const close = await serveMetrics(port, '127.0.0.1', {
      checkReady: async () => isWorking && (await checkReady()),
    });
    const ask = async () => (await fetch(`http://127.0.0.1:${port}/ready`)).status;
    expect(await ask()).toBe(200);
    isWorking = false;
    expect(await ask()).toBe(503);
    await close?.();
    await stopBeating();
  });

  it('leave the product alone where their port is taken', async () => {
    expect(await serveMetrics(Number(new URL(url).port), '127.0.0.1')).toBeNull();
  });

  it('without a database say what the process knows, and nothing old or made up', async () => {
    await closeDb();
    openDb('postgresql://nobody:x@127.0.0.1:1/nothing');
    const text = await scrape();
    expect(readSeries(text, 'plumbline_decrypt_failures_total')).toBe(1);
    expect(text).not.toMatch(/^plumbline_(workers|jobs|items|oldest|last)/m);
    expect(readSeries(text, 'plumbline_metrics_read_failures_total{group="workers"}')).toBe(1);
    await closeDb();
  });
});
