import { type ChildProcess, spawn } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { actAs } from '#lib/audit/actor';
import { installationLog } from '#lib/audit/record-audit';
import { db } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { checkIntegrityNow } from '#lib/integrity/queries';
import { workerArgs } from '#lib/stack/worker-args';
import { createHousehold, createLinkedHousehold, linkItem } from '#lib/testing/household';
import {
  connectionListQuery,
  deliveryListQuery,
  type HandleJobsInput,
  jobListQuery,
  operatorRunQuery,
} from './contract.ts';
import { handleJobs } from './handle-jobs.ts';
import { listConnections } from './list-connections.ts';
import { listDeliveries } from './list-deliveries.ts';
import { listJobs } from './list-jobs.ts';
import { listRuns } from './list-runs.ts';
import { readPlaid } from './read-plaid.ts';
import { readToday } from './read-today.ts';
import { syncConnection } from './sync-connection.ts';

const workers: ChildProcess[] = [];
const patience = { timeout: 40_000, interval: 50 };

/** Takes one job at a time, so that whatever holds one up holds up all. */
function startWorkerProcess(): void {
  const settings = { WORKER_CONCURRENCY: '1', LOG_LEVEL: 'silent', NODE_NO_WARNINGS: '1' };
  workers.push(
    spawn(process.execPath, workerArgs, { env: { ...process.env, ...settings }, stdio: 'inherit' }),
  );
}

beforeEach(async () => {
  await db().$executeRaw`DELETE FROM graphile_worker._private_jobs`;
});
afterEach(() => {
  for (const worker of workers.splice(0)) worker.kill('SIGKILL');
});

const read = (query: object = {}) => listJobs(jobListQuery.parse(query));

/** A job as the queue holds it after so many attempts. */
async function addJob(
  task: string,
  { attempts = 0, lastError = null as string | null, payload = {}, key = newId() } = {},
): Promise<number> {
  const [job] = await db().$queryRaw<{ id: number }[]>`
    SELECT "id"::float8 AS "id" FROM graphile_worker.add_job(${task}::text,
      payload => ${JSON.stringify(payload)}::json, max_attempts => 25, job_key => ${key}::text)`;
  if (!job) throw new Error('No job was added.');
  await db().$executeRaw`
    UPDATE graphile_worker._private_jobs
    SET "attempts" = ${attempts}, "last_error" = ${lastError} WHERE "id" = ${job.id}::bigint`;
  return job.id;
}

describe('a job that fails whenever it is tried', () => {
  it('holds nobody up, and says what failed and where without a word of what it was about', async () => {
    // No task of ours can read this.
    const poison = await addJob('tell-news', { payload: { householdId: 'Corner Bakery' } });
    const others = await Promise.all([1, 2, 3].map(() => addJob('sweep')));
    startWorkerProcess();
    await vi.waitFor(async () => {
      const { items } = await read({ state: 'failing' });
      expect(items.map(({ id }) => id)).toEqual([poison]);
      const { items: waiting } = await read({ state: 'waiting', limit: 100 });
      expect(waiting.filter(({ id }) => others.includes(id))).toEqual([]);
    }, patience);
    const { items } = await read({ state: 'failing' });
    expect(items[0]).toMatchObject({ task: 'tell-news', state: 'failing' });
    expect(items[0]?.failure).toMatch(/^ZodError at lib\/jobs\/run-task\.ts:\d+$/);
    expect(JSON.stringify(items)).not.toContain('Corner');
  }, 60_000);
});

describe('listJobs', () => {
  it('lists each state by itself, page after page, and counts all by task', async () => {
    const dead = [];
    for (const attempts of [25, 25, 25]) dead.push(await addJob('send-mail', { attempts }));
    await addJob('send-mail', { attempts: 3, lastError: 'Error at lib/mail/relay.ts:12' });
    await addJob('sync-item');
    const first = await read({ limit: 2 });
    const second = await read({ limit: 2, cursor: first.nextCursor });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(dead.reverse());
    expect(second).toMatchObject({ nextCursor: null, tasks: [] });
    expect(first.tasks).toEqual([
      { task: 'send-mail', dead: 3, failing: 1, running: 0, waiting: 0 },
      { task: 'sync-item', dead: 0, failing: 0, running: 0, waiting: 1 },
    ]);
    expect((await read({ state: 'failing' })).items).toMatchObject([
      { attempts: 3, maxAttempts: 25, failure: 'Error at lib/mail/relay.ts:12' },
    ]);
  });

  it('shows no message that an earlier version kept, and no name that is not ours', async () => {
    await addJob('send-mail', {
      attempts: 25,
      lastError: 'Invalid value "Corner Bakery" for ana@example.com',
      key: 'Corner Bakery, 12.34',
    });
    const { items } = await read();
    expect(items).toMatchObject([{ failure: null, about: null }]);
    expect(JSON.stringify(items)).not.toMatch(/Corner|ana@/);
  });

  it('refuses a cursor of another list', async () => {
    await expect(read({ cursor: 'nonsense' })).rejects.toMatchObject({ code: 'invalid_input' });
  });
});

describe('handleJobs', () => {
  const stateOf = async (id: number) => {
    const [row] = await db().$queryRaw<{ attempts: number; maxAttempts: number }[]>`
      SELECT "attempts"::int AS "attempts", "max_attempts"::int AS "maxAttempts"
      FROM graphile_worker.jobs WHERE "id" = ${id}::bigint`;
    if (!row) return 'gone';
    return row.attempts >= row.maxAttempts ? 'dead' : row.attempts;
  };
  const hold = (id: number) =>
    db().$executeRaw`UPDATE graphile_worker._private_jobs
      SET "locked_at" = now(), "locked_by" = 'somebody' WHERE "id" = ${id}::bigint`;
  const lastAudit = async () => {
    const entry = await db().auditEntry.findFirst({
      where: { chainId: installationLog },
      orderBy: { seq: 'desc' },
    });
    return {
      kind: entry?.kind,
      userId: entry?.userId,
      details: JSON.parse(entry?.details ?? '{}'),
    };
  };

  it('sets one or all of a task going again, gives up and takes away, and writes it down', async () => {
    const { userId } = await createHousehold();
    const handle = (input: HandleJobsInput) =>
      actAs({ userId, peer: null }, () => handleJobs(input));
    await db().$executeRaw`DELETE FROM graphile_worker._private_jobs`;
    const [one, two] = [
      await addJob('send-mail', { attempts: 25 }),
      await addJob('send-mail', { attempts: 4 }),
    ];
    const other = await addJob('sync-item', { attempts: 25 });

    expect(await handle({ act: 'retry', jobId: one })).toEqual({ count: 1 });
    expect([await stateOf(one), await stateOf(two)]).toEqual([0, 4]);
    expect(await lastAudit()).toEqual({
      kind: 'jobs_handled',
      userId,
      details: { act: 'retry', task: 'send-mail', count: 1 },
    });

    expect(await handle({ act: 'give_up', jobId: one })).toEqual({ count: 1 });
    expect(await stateOf(one)).toBe('dead');
    expect((await read()).items.find(({ id }) => id === one)?.failure).toBe('GivenUp');

    expect(await handle({ act: 'retry_all', task: 'send-mail' })).toEqual({ count: 2 });
    expect([await stateOf(one), await stateOf(two), await stateOf(other)]).toEqual([0, 0, 'dead']);
    expect(await lastAudit()).toMatchObject({
      details: { act: 'retry_all', task: 'send-mail', count: 2 },
    });

    expect(await handle({ act: 'remove', jobId: other })).toEqual({ count: 1 });
    expect(await stateOf(other)).toBe('gone');
    expect(await lastAudit()).toMatchObject({ details: { act: 'remove', task: 'sync-item' } });
  });

  it('leaves alone what a worker holds, what is still to be tried, and what is not there', async () => {
    const held = await addJob('send-mail', { attempts: 1 });
    await hold(held);
    for (const act of ['retry', 'give_up', 'remove'] as const) {
      await expect(handleJobs({ act, jobId: held })).rejects.toMatchObject({ code: 'job_refused' });
    }
    expect(await handleJobs({ act: 'retry_all', task: 'send-mail' })).toEqual({ count: 0 });
    const waiting = await addJob('send-mail', { attempts: 1 });
    const remove = { act: 'remove', jobId: waiting } as const;
    await expect(handleJobs(remove)).rejects.toMatchObject({ code: 'job_refused' });
    expect([await stateOf(held), await stateOf(waiting)]).toEqual([1, 1]);
    const gone = { act: 'retry', jobId: 999_999_999 } as const;
    await expect(handleJobs(gone)).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('readToday', () => {
  it('counts connections by whose turn it is, and tells what needs an operator', async () => {
    const { item } = await createLinkedHousehold();
    const owner = await createHousehold();
    await db().worker.deleteMany();
    const set = async (data: object) =>
      db().item.updateMany({ where: { id: (await linkItem(owner)).itemId }, data });
    const fails = (errorType: string, errorCode: string) =>
      set({ errorType, errorCode, errorAt: new Date() });
    await fails('ITEM_ERROR', 'ITEM_LOGIN_REQUIRED');
    await fails('INVALID_INPUT', 'INVALID_API_KEYS');
    await fails('INSTITUTION_ERROR', 'INSTITUTION_DOWN');
    await set({ stopReason: 'permission_revoked', stoppedAt: new Date() });
    await set({ lastSyncedAt: new Date(Date.now() - 25 * 3_600_000) });
    await db().item.updateMany({
      where: { id: item.itemId },
      data: { requestedSeq: 0, doneSeq: 0 },
    });

    const today = await readToday();
    const counted = Object.fromEntries(today.connections.map(({ state, count }) => [state, count]));
    expect(counted).toMatchObject({
      current: 1,
      needs_person: 1,
      needs_operator: 1,
      failing: 1,
      stopped: 1,
      late: 1,
    });
    expect(today.troubles.map(({ name }) => name)).toEqual([
      'no_worker',
      'connections_ours',
      'connections_late',
      'integrity_unchecked',
    ]);
    expect(today.installation.missingMigrations).toEqual([]);
    expect(today.installation.migrations).toBeGreaterThan(10);
    expect(JSON.stringify(today)).not.toMatch(/Platypus|Person|Checking|example\.com/);
  });

  it('remembers that the books were checked', async () => {
    const results = await checkIntegrityNow();
    expect((await readToday()).integrity).toEqual({ at: expect.any(String), broken: 0 });
    expect(results.length).toBeGreaterThan(10);
  });
});

describe('listConnections', () => {
  const list = (query: object = {}) => listConnections(connectionListQuery.parse(query));

  it('lists them by state, those not synced for longest first, page after page, by ids alone', async () => {
    const owner = await createHousehold();
    const ids: string[] = [];
    for (const hours of [30, 50, 40]) {
      const { itemId } = await linkItem(owner);
      const lastSyncedAt = new Date(Date.now() - hours * 3_600_000);
      await db().item.updateMany({ where: { id: itemId }, data: { lastSyncedAt } });
      ids.push(itemId);
    }
    const [first, second, third] = ids;
    const error = { errorType: 'ITEM_ERROR', errorCode: 'ITEM_LOGIN_REQUIRED' };
    await db().item.updateMany({ where: { id: first }, data: error });
    const isMine = ({ householdId }: { householdId: string }) => householdId === owner.householdId;
    const late = (await list({ state: 'late', limit: 100 })).items.filter(isMine);
    expect(late.map(({ itemId }) => itemId)).toEqual([second, third]);
    const waiting = (await list({ state: 'needs_person', limit: 100 })).items.filter(isMine);
    expect(waiting).toMatchObject([
      { itemId: first, state: 'needs_person', reason: 'ITEM_LOGIN_REQUIRED', failures: 0 },
    ]);
    const one = await list({ limit: 1 });
    const two = await list({ limit: 1, cursor: one.nextCursor });
    const both = await list({ limit: 2 });
    expect([...one.items, ...two.items]).toEqual(both.items);
    expect(two.states).toEqual([]);
    expect(JSON.stringify(both)).not.toMatch(/Person|Checking|example\.com/);
  });

  it('has one synced and writes it down, and none that was stopped or is not there', async () => {
    const { itemId } = await linkItem(await createHousehold());
    const where = { id: itemId };
    const read = async () => (await db().item.findFirstOrThrow({ where })).requestedSeq;
    const before = await read();
    await syncConnection(itemId);
    expect(await read()).toBe(before + 1n);
    const entry = await db().auditEntry.findFirst({
      where: { chainId: installationLog, kind: 'connection_handled' },
      orderBy: { seq: 'desc' },
    });
    expect(JSON.parse(entry?.details ?? '')).toEqual({ act: 'sync', itemId });
    await db().item.updateMany({ where, data: { stopReason: 'permission_revoked' } });
    await expect(syncConnection(itemId)).rejects.toMatchObject({ code: 'item_disconnected' });
    await expect(syncConnection(newId())).rejects.toMatchObject({ code: 'not_found' });
    expect(await read()).toBe(before + 1n);
  });
});

describe('listRuns', () => {
  it('lists the syncs that failed, or all, the newest first, without what they brought', async () => {
    const { householdId, itemId } = await linkItem(await createHousehold());
    const add = async (outcome: string, secondsAgo: number) => {
      const startedAt = new Date(Date.now() - secondsAgo * 1_000);
      const finishedAt = new Date(startedAt.getTime() + 250);
      const id = newId();
      const facts = { trigger: 'sweep', outcome, errorCode: null as string | null };
      if (outcome === 'failed') facts.errorCode = 'INSTITUTION_DOWN';
      await db().syncRun.create({
        data: { householdId, itemId, id, startedAt, finishedAt, ...facts },
      });
      return id;
    };
    const [old, good, bad] = [
      await add('failed', 90),
      await add('unchanged', 60),
      await add('failed', 30),
    ];
    const list = async (query: object) => {
      const page = await listRuns(operatorRunQuery.parse(query));
      return { ...page, mine: page.items.filter((run) => run.itemId === itemId) };
    };
    const failed = await list({});
    expect(failed.mine.map(({ id }) => id)).toEqual([bad, old]);
    expect(failed.mine[0]).toMatchObject({ durationMs: 250, errorCode: 'INSTITUTION_DOWN' });
    expect((await list({ show: 'all' })).mine.map(({ id }) => id)).toEqual([bad, good, old]);
    const one = await list({ limit: 1 });
    const two = await list({ limit: 1, cursor: one.nextCursor });
    expect([...one.items, ...two.items]).toEqual((await list({ limit: 2 })).items);
  });
});

describe('listDeliveries', () => {
  it('lists webhooks with what became of them and how long it took, without their bodies', async () => {
    const { itemId, plaidItemId } = await linkItem(await createHousehold());
    const add = async (outcome: string | null, secondsAgo: number, plaidId = plaidItemId) => {
      const receivedAt = new Date(Date.now() - secondsAgo * 1_000);
      const later = (ms: number) => new Date(receivedAt.getTime() + ms);
      await db().webhookLog.create({
        data: {
          id: newId(),
          plaidItemId: plaidId,
          webhookType: 'TRANSACTIONS',
          webhookCode: 'SYNC_UPDATES_AVAILABLE',
          body: { secret: 'Corner Bakery' },
          bodyHash: Buffer.from(newId()),
          keyId: 'key',
          issuedAt: later(-1_500),
          receivedAt,
          handledAt: outcome && later(40),
          outcome,
        },
      });
    };
    await add('woke', 30);
    await add('unknown', 20);
    await add(null, 10, 'nobody');
    const list = (query: object) => listDeliveries(deliveryListQuery.parse(query));
    const { items } = await list({});
    expect(items.slice(0, 3)).toMatchObject([
      { itemId: null, plaidItemId: 'nobody', outcome: null, handledMs: null },
      { itemId, outcome: 'unknown', wayMs: 1_500, handledMs: 40 },
      { itemId, outcome: 'woke' },
    ]);
    expect((await list({ show: 'waiting' })).items).toMatchObject([{ plaidItemId: 'nobody' }]);
    expect((await list({ show: 'unknown' })).items).toMatchObject([{ outcome: 'unknown' }]);
    const one = await list({ limit: 1 });
    expect((await list({ limit: 1, cursor: one.nextCursor })).items).toEqual(items.slice(1, 2));
    expect(JSON.stringify(items)).not.toContain('Corner');
  });

  it('reads a page, the one after it and the count of a day by when they came', async () => {
    await db().$executeRaw`
      INSERT INTO "WebhookLog" ("id", "webhookType", "webhookCode", "body", "bodyHash", "keyId",
        "issuedAt", "receivedAt", "handledAt", "outcome")
      SELECT gen_random_uuid(), 'TRANSACTIONS', 'SYNC_UPDATES_AVAILABLE', '{}', int4send(n), 'plans',
        now(), now() - n * interval '6 minutes', now(), 'woke' FROM generate_series(1, 20000) n`;
    await db().$executeRaw`ANALYZE "WebhookLog"`;
    const before = await countReads();
    const query = deliveryListQuery.parse({ limit: 10 });
    const { nextCursor } = await listDeliveries(query);
    await listDeliveries({ ...query, cursor: nextCursor ?? '' });
    await readToday();
    // PostgreSQL's own counters, which each of its processes hands in when it has time.
    await vi.waitFor(async () => {
      const now = await countReads();
      expect(now.byTime - before.byTime).toBeGreaterThanOrEqual(3);
      expect(now.rowsOfAll - before.rowsOfAll).toBeLessThan(20_000);
    }, patience);
    await db().webhookLog.deleteMany({ where: { keyId: 'plans' } });
  }, 60_000);
});

/** How many rows of webhooks were read by reading all of them, and how often the index of times was. */
async function countReads(): Promise<{ rowsOfAll: number; byTime: number }> {
  const [row] = await db().$queryRaw<{ rowsOfAll: number; byTime: number }[]>`
    SELECT t."seq_tup_read"::int AS "rowsOfAll", i."idx_scan"::int AS "byTime"
    FROM pg_stat_user_tables t JOIN pg_stat_user_indexes i ON i."relid" = t."relid"
    WHERE i."indexrelname" = 'WebhookLog_receivedAt_id_idx'`;
  if (!row) throw new Error('There is no such index.');
  return row;
}

describe('readPlaid', () => {
  it('says how much is left of each limit, refilled by now, and nothing of other buckets', async () => {
    const path = '/item/get';
    const fill = (key: string, tokens: number, secondsAgo = 0) =>
      db().rateBucket.create({
        data: { key, tokens, updatedAt: new Date(Date.now() - secondsAgo * 1_000) },
      });
    await db().rateBucket.deleteMany();
    await fill(`plaid:${path}`, 1_250);
    await fill(`plaid:${path}:one`, -3);
    await fill(`plaid:${path}:two`, 0, 30);
    await fill('plaid:/no/such/path', 0);
    await fill('/api/sign-in:somebody', 0);
    const { headroom, isLimited } = await readPlaid();
    expect(isLimited).toBe(true);
    expect(headroom).toEqual([
      {
        endpoint: path,
        client: expect.closeTo(0.5, 1),
        item: 0,
        items: 2,
        limits: { client: 5_000, item: 40 },
      },
    ]);
    await db().rateBucket.deleteMany({ where: { key: `plaid:${path}:one` } });
    const [left] = (await readPlaid()).headroom;
    // Half a minute's refill of the minute's other half.
    expect(left?.item).toBeCloseTo(0.5, 1);
  });

  it('counts how syncs were answered, in the last hour and day', async () => {
    const { householdId, itemId } = await linkItem(await createHousehold());
    await db().syncRun.deleteMany();
    const add = (errorCode: string | null, minutesAgo: number) => {
      const startedAt = new Date(Date.now() - minutesAgo * 60_000);
      const outcome = errorCode ? 'failed' : 'committed';
      const facts = { trigger: 'sweep', outcome, errorCode, finishedAt: startedAt };
      return db().syncRun.create({
        data: { householdId, itemId, id: newId(), startedAt, ...facts },
      });
    };
    await add(null, 5);
    await add('RATE_LIMIT_EXCEEDED', 5);
    await add('RATE_LIMIT_EXCEEDED', 90);
    await add('RATE_LIMIT_EXCEEDED', 25 * 60);
    expect((await readPlaid()).answers).toEqual([
      { code: 'RATE_LIMIT_EXCEEDED', hour: 1, day: 2 },
      { code: 'none', hour: 1, day: 1 },
    ]);
  });
});
