import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#lib/db/embedded-postgres';
import { expectTruth, linkBank, query, sandbox } from './support/drill.ts';
import { provideDrillStack, waitUntilHit } from './support/fail-points.ts';
import { TcpProxy } from './support/tcp-proxy.ts';

// The database fails in the middle of a commit, the network loses the answer to one, and a worker
// sleeps beyond its lease. PostgreSQL runs with durability on, behind a port that outlives it.

const dir = mkdtempSync(join(tmpdir(), 'plumbline-database-'));
const proxy = new TcpProxy();
let postgres: EmbeddedPostgres;
let proxiedUrl = '';

beforeAll(async () => {
  await startDatabase();
  const url = new URL(postgres.url);
  url.port = String(await proxy.listen());
  proxiedUrl = url.href;
});
// Registered before the stack's own, and so run after it.
afterAll(async () => {
  proxy.close();
  await postgres.stop();
  rmSync(dir, { recursive: true, force: true });
});
const drill = provideDrillStack(() => ({ DATABASE_URL: proxiedUrl }));

async function startDatabase(): Promise<void> {
  postgres = await startEmbeddedPostgres(join(dir, 'postgres'));
  proxy.target = Number(new URL(postgres.url).port);
}

let linked: Awaited<ReturnType<typeof linkBank>>;
beforeEach(async () => {
  linked = await linkBank(drill.stack());
});

const book = () =>
  sandbox(drill.stack(), `/_control/items/${linked.plaidItemId}/transactions`, {
    add: Array.from({ length: 20 }, (_, index) => ({ amount: index + 1, name: `Row ${index}` })),
  });

function waitForRows(sql: string, count: number): Promise<void> {
  return vi.waitFor(async () => expect(await query(drill.stack(), sql), sql).toHaveLength(count), {
    timeout: 30_000,
    interval: 50,
  });
}

/** A sweep finds what is owed, each minute; the first after this worker started may come too early. */
const nextSweepMs = 120_000;

/** A point says that it was reached a moment before its process halts: one woken before that would sleep for good. */
function untilHalted(): Promise<void> {
  const stat = `/proc/${drill.stack().pidOf('worker')}/stat`;
  const isHalted = () => expect(readFileSync(stat, 'utf8')).toMatch(/^\d+ \(.*\) T /);
  return vi.waitFor(isHalted, { timeout: 10_000, interval: 10 });
}

function wake(pid: number | undefined): void {
  if (pid !== undefined) process.kill(pid, 'SIGCONT');
}

it('PostgreSQL stopped at once in the middle of a commit, and started again', async () => {
  drill.arm('commit-rows', 'SIGSTOP');
  await book();
  await waitUntilHit(drill, 'commit-rows');
  await untilHalted();
  const ended = once(postgres.process, 'exit');
  // Immediate shutdown: no checkpoint, no goodbye; the next start recovers from the log.
  postgres.process.kill('SIGQUIT');
  await ended;
  wake(drill.stack().pidOf('worker'));
  await startDatabase();
  await expectTruth(drill.stack(), linked.plaidItemId);
});

it('the answer to COMMIT lost on the way: the rerun changes nothing', async () => {
  drill.arm('commit-advanced', 'SIGSTOP');
  await book();
  await waitUntilHit(drill, 'commit-advanced');
  await untilHalted();
  proxy.cutAfter('COMMIT');
  wake(drill.stack().pidOf('worker'));
  await vi.waitFor(() => expect(proxy.isArmed).toBe(false), { timeout: 10_000 });
  await linked.visitor.ask('POST', `/api/items/${linked.itemId}/sync`, {});
  await expectTruth(drill.stack(), linked.plaidItemId);
  const runs = await query<{ added: number }>(
    drill.stack(),
    `SELECT "added" FROM "SyncRun" WHERE "itemId" = '${linked.itemId}' AND "added" = 20`,
  );
  expect(runs).toHaveLength(1);
});

// Before its commit, and in the middle, where it holds locks.
it.each(['sync-fetched', 'commit-rows'] as const)(
  'a worker asleep beyond its lease at %s: another does the work, and its late commit is refused',
  async (point) => {
    const args = ['--conditions=react-server', join('bin', 'worker.ts')];
    const second: ChildProcess = spawn(process.execPath, args, {
      env: drill.stack().env,
      stdio: 'ignore',
    });
    try {
      await waitForRows(`SELECT FROM "Worker" WHERE "id" LIKE '%:${second.pid}:%'`, 1);
      drill.arm(point, 'SIGSTOP');
      await book();
      await waitUntilHit(drill, point);
      await expectTruth(drill.stack(), linked.plaidItemId, nextSweepMs);
      wake(drill.stack().pidOf('worker'));
      wake(second.pid);
      // The one that slept has tried its commit once its job is nobody's.
      await waitForRows(
        `SELECT FROM graphile_worker._private_jobs
       WHERE "payload"->>'itemId' = '${linked.itemId}' AND "locked_at" IS NOT NULL`,
        0,
      );
      await expectTruth(drill.stack(), linked.plaidItemId);
      const runs = await query<{ added: number }>(
        drill.stack(),
        `SELECT "added" FROM "SyncRun" WHERE "itemId" = '${linked.itemId}' AND "added" = 20`,
      );
      expect(runs).toHaveLength(1);
    } finally {
      wake(drill.stack().pidOf('worker'));
      wake(second.pid);
      second.kill('SIGKILL');
    }
  },
);
