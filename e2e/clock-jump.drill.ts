import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { findClock } from './support/clock.ts';
import { expectTruth, linkBank, query, sandbox, waitForState } from './support/drill.ts';
import { provideDrillStack } from './support/fail-points.ts';

// The clock of web and worker jumps, and is set right again; the database, the bank and the browser keep
// theirs. Nothing is lost or done twice, and nothing waits for a time that was never there.

const found = findClock();
const minute = 60;
const day = 24 * 60 * minute;

describe.skipIf(!found)('the clock of web and worker', () => {
  const dir = mkdtempSync(join(tmpdir(), 'plumbline-clock-'));
  const clock = found?.make(dir);
  const drill = provideDrillStack(() => ({ ...clock?.env }));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  let linked: Awaited<ReturnType<typeof linkBank>>;
  beforeAll(async () => {
    linked = await linkBank(drill.stack());
  });
  afterEach(() => setClock(0));

  /** Until the web server says that it sees it. */
  async function setClock(seconds: number): Promise<void> {
    clock?.set(seconds);
    await vi.waitFor(
      async () => {
        const { headers } = await linked.visitor.send('GET', '/api/health/live');
        const off = (Date.parse(headers.get('date') ?? '') - Date.now()) / 1000;
        expect(Math.abs(off - seconds)).toBeLessThan(30);
      },
      { timeout: 10_000, interval: 100 },
    );
  }

  const book = () =>
    sandbox(drill.stack(), `/_control/items/${linked.plaidItemId}/transactions`, {
      add: [{ amount: 1, name: 'Bakery' }],
    });

  async function listAttempts(): Promise<number[]> {
    const { webhooks } = await sandbox<{ webhooks: { attempts: { status: number }[] }[] }>(
      drill.stack(),
      `/_control/webhooks?itemId=${linked.plaidItemId}&limit=1000`,
    );
    return webhooks.flatMap(({ attempts }) => attempts.map(({ status }) => status));
  }

  const countRuns = async () => {
    const sql = `SELECT FROM "SyncRun" WHERE "itemId" = '${linked.itemId}' AND "added" > 0`;
    return (await query(drill.stack(), sql)).length;
  };

  it.each([
    ['ahead', 15 * minute],
    ['behind', -15 * minute],
  ])(
    '%s by a quarter of an hour refuses webhooks, which come again and lose nothing',
    async (_, off) => {
      const { visitor, plaidItemId } = linked;
      await setClock(off);
      const before = await listAttempts();
      const runs = await countRuns();
      await book();
      await vi.waitFor(
        async () => expect((await listAttempts()).length).toBeGreaterThan(before.length),
        {
          timeout: 10_000,
        },
      );
      const since = (await listAttempts()).filter((status) => status === 200).length;
      expect(since).toBe(before.filter((status) => status === 200).length);
      // Signed in as before, and served.
      expect((await visitor.send('GET', '/api/transactions?limit=50')).status).toBe(200);
      await setClock(0);
      await expectTruth(drill.stack(), plaidItemId);
      expect(await countRuns()).toBe(runs + 1);
    },
  );

  it('days ahead: syncs go on, and once it is right nothing waits for a day that has not come', async () => {
    const { visitor, itemId, plaidItemId } = linked;
    const stack = drill.stack();
    const worker = stack.pidOf('worker');
    await setClock(3 * day);
    await book();
    await visitor.ask('POST', `/api/items/${itemId}/sync`, {});
    await expectTruth(stack, plaidItemId);
    expect((await visitor.send('GET', '/api/items')).status).toBe(200);
    await waitForSweep();
    await setClock(0);
    expect(stack.pidOf('worker')).toBe(worker);

    await waitForState(visitor, itemId, 'healthy');
    await waitForSweep();
    await book();
    await expectTruth(stack, plaidItemId);
    const later = `SELECT "task_identifier", "key" FROM graphile_worker.jobs
      WHERE "run_at" > now() + interval '2 days' AND "task_identifier" = 'sweep'`;
    expect(await query(stack, later)).toEqual([]);
    const snapshots = `SELECT FROM "BalanceSnapshot" WHERE "date" > current_date + 1`;
    expect(await query(stack, snapshots)).toEqual([]);
    const negative = `SELECT FROM "SyncRun" WHERE "finishedAt" < "startedAt"`;
    expect(await query(stack, negative)).toEqual([]);
  });

  /** As if a minute had passed: the next one is asked for, and finds the connection that nobody tried. */
  async function waitForSweep(): Promise<void> {
    const stack = drill.stack();
    const run = `SELECT FROM "SyncRun" WHERE "itemId" = '${linked.itemId}'`;
    const before = (await query(stack, run)).length;
    await query(
      stack,
      `UPDATE "RateBucket" SET "updatedAt" = "updatedAt" - interval '1 minute' WHERE "key" = 'sweep'`,
    );
    await query(stack, `UPDATE "Item" SET "lastAttemptAt" = now() - interval '1 day'`);
    await vi.waitFor(async () => expect((await query(stack, run)).length).toBeGreaterThan(before), {
      timeout: 30_000,
      interval: 100,
    });
  }
});
