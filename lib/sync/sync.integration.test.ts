import { beforeEach, describe, expect, it } from 'vitest';
import { db, type Prisma } from '#lib/db/client';
import { getItem } from '#lib/items/queries';
import { toMinor } from '#lib/money/minor';
import {
  createHousehold,
  type LinkedItem,
  linkItem,
  realPorts,
  syncHistory,
  syncOnce,
  type TestHousehold,
} from '#lib/testing/household';
import { control, editTruth, readTruth } from '#lib/testing/sandbox';
import { updateTransaction } from '#lib/transactions/mutations';
import type { SyncPorts } from './ports.ts';
import { postgresStore } from './postgres-store.ts';
import { runSync } from './run-sync.ts';
import { syncItem } from './sync-item.ts';

let owner: TestHousehold;
let item: LinkedItem;

beforeEach(async () => {
  await control('/faults', undefined, 'DELETE');
  owner = await createHousehold();
  item = await linkItem(owner);
  await syncHistory(item);
});

type Row = {
  id: string;
  plaidTransactionId: string;
  amountMinor: bigint;
  currency: string;
  date: string;
  pending: boolean;
};

function liveRows(): Promise<Row[]> {
  return db().$queryRaw<Row[]>`
    SELECT "id", "plaidTransactionId", "amountMinor", "currency", "date"::text AS "date", "pending"
    FROM "Transaction"
    WHERE "householdId" = ${item.householdId}::uuid AND "removedAt" IS NULL`;
}

/** I1: the same ids, amounts, dates, pending marks and currencies as Plaid has. */
async function expectTruth(): Promise<void> {
  const describeRow = (id: string, minor: number, date: string, pending: boolean, code: string) =>
    `${id} ${minor} ${date} ${pending} ${code}`;
  const truth = (await readTruth(item.plaidItemId)).map((row) =>
    describeRow(
      row.transaction_id,
      -toMinor(row.amount, row.iso_currency_code ?? 'USD'),
      row.date,
      row.pending,
      row.iso_currency_code ?? '',
    ),
  );
  const rows = (await liveRows()).map((row) =>
    describeRow(
      row.plaidTransactionId,
      Number(row.amountMinor),
      row.date,
      row.pending,
      row.currency,
    ),
  );
  expect(rows.sort()).toEqual(truth.sort());
}

async function findRow(plaidTransactionId: string): Promise<Row> {
  const row = (await liveRows()).find((each) => each.plaidTransactionId === plaidTransactionId);
  if (!row) throw new Error(`No live row ${plaidTransactionId}.`);
  return row;
}

async function readState(): Promise<string> {
  return (await getItem(item.householdId, item.itemId)).state.name;
}

async function setItem(data: Prisma.ItemUpdateManyMutationInput): Promise<void> {
  await db().item.updateMany({ where: { id: item.itemId }, data });
}

async function readItem() {
  return db().item.findUniqueOrThrow({
    where: { householdId_id: { householdId: item.householdId, id: item.itemId } },
  });
}

describe('a sync', () => {
  it('brings every row Plaid has, with accounts, balances, snapshots and anchors', async () => {
    await expectTruth();
    const accounts = await db().account.findMany({ where: { householdId: item.householdId } });
    expect(accounts.length).toBeGreaterThan(0);
    for (const account of accounts) {
      expect(account.currentMinor).not.toBeNull();
      expect(account.anchorMinor).toBe(account.currentMinor);
    }
    expect(await db().balanceSnapshot.count({ where: { householdId: item.householdId } })).toBe(
      accounts.length,
    );
  });

  it('applies what was added, modified and removed, and keeps a receipt of each', async () => {
    const [first, second] = await liveRows();
    if (!first || !second) throw new Error('Too few rows.');
    const { added } = await editTruth(item.plaidItemId, {
      add: [{ amount: 12.34, name: 'Corner shop' }],
      modify: [{ transaction_id: first.plaidTransactionId, amount: 99.5 }],
      remove: [second.plaidTransactionId],
    });
    const outcome = await syncOnce(item);
    expect(outcome).toMatchObject({
      kind: 'committed',
      counts: { added: 1, posted: 0, changed: 1, removed: 1 },
    });
    await expectTruth();
    expect(Number((await findRow(added[0] ?? '')).amountMinor)).toBe(-1234);

    const changes = await db().syncChange.findMany({
      where: { householdId: item.householdId, kind: { in: ['changed', 'removed'] } },
      orderBy: { seq: 'asc' },
    });
    expect(changes).toMatchObject([
      {
        transactionId: first.id,
        kind: 'changed',
        before: { amountMinor: Number(first.amountMinor) },
        after: { amountMinor: -9950 },
      },
      { transactionId: second.id, kind: 'removed' },
    ]);
    const tombstone = await db().transaction.findFirst({ where: { id: second.id } });
    expect(tombstone?.removedAt).not.toBeNull();
  });

  it('keeps the row, and what the person decided, when a pending row posts with another amount', async () => {
    const { added } = await editTruth(item.plaidItemId, {
      add: [{ amount: 20, name: 'Diner', pending: true }],
    });
    await syncOnce(item);
    const pending = await findRow(added[0] ?? '');
    await updateTransaction(owner.householdId, pending.id, {
      note: 'Lunch with Ida',
      reviewed: true,
    });

    const { posted } = await editTruth(item.plaidItemId, {
      post: [{ transaction_id: added[0], amount: 24 }],
    });
    const outcome = await syncOnce(item);
    expect(outcome).toMatchObject({ counts: { added: 0, posted: 1, removed: 0 } });
    await expectTruth();
    const row = await findRow(posted[0]?.transaction_id ?? '');
    expect(row.id).toBe(pending.id);
    expect(Number(row.amountMinor)).toBe(-2400);
    const kept = await db().transaction.findFirstOrThrow({ where: { id: pending.id } });
    expect(kept).toMatchObject({ note: 'Lunch with Ida', reviewed: true, pending: false });
  });

  it('never writes a column of the person, also when they set it to empty', async () => {
    const [row] = await liveRows();
    if (!row) throw new Error('No row.');
    await updateTransaction(owner.householdId, row.id, { categoryId: null, note: 'Mine' });
    await editTruth(item.plaidItemId, {
      modify: [{ transaction_id: row.plaidTransactionId, amount: 1, name: 'Renamed by the bank' }],
    });
    await syncOnce(item);
    const [effective] = await db().$queryRaw<{ categoryId: string | null; note: string }[]>`
      SELECT "categoryId", "note" FROM "EffectiveTransaction"
      WHERE "householdId" = ${owner.householdId}::uuid AND "id" = ${row.id}::uuid`;
    expect(effective).toEqual({ categoryId: null, note: 'Mine' });
  });

  it('rewrites nothing when Plaid sends again what is here', async () => {
    const before = await db().$queryRaw`
      SELECT "id"::text, xmin::text FROM "Transaction"
      WHERE "householdId" = ${item.householdId}::uuid ORDER BY "id"`;
    await db().item.update({
      where: { householdId_id: { householdId: item.householdId, id: item.itemId } },
      data: { transactionsCursor: null },
    });
    const outcome = await syncOnce(item);
    expect(outcome).toMatchObject({
      kind: 'committed',
      counts: { added: 0, posted: 0, changed: 0, removed: 0 },
    });
    const after = await db().$queryRaw`
      SELECT "id"::text, xmin::text FROM "Transaction"
      WHERE "householdId" = ${item.householdId}::uuid ORDER BY "id"`;
    expect(after).toEqual(before);
  });
});

describe('when Plaid fails', () => {
  it('starts again from the stored cursor when the data moves between pages', async () => {
    await editTruth(item.plaidItemId, {
      add: Array.from({ length: 700 }, (_, index) => ({ amount: index + 1, name: `Row ${index}` })),
    });
    const outcome = await syncOnce(item, movingPorts());
    expect(outcome.kind).toBe('committed');
    await expectTruth();
    const run = await db().syncRun.findFirstOrThrow({
      where: { householdId: item.householdId },
      orderBy: { startedAt: 'desc' },
    });
    expect(run.restarts).toBe(1);
  });

  it.each([0, 1])('keeps nothing when page %i fails, and catches up later', async (after) => {
    const { requestedSeq, transactionsCursor } = await readItem();
    const before = await liveRows();
    await editTruth(item.plaidItemId, {
      add: Array.from({ length: 700 }, (_, index) => ({ amount: index + 1, name: `Row ${index}` })),
    });
    await control('/faults', {
      path: '/transactions/sync',
      itemId: item.plaidItemId,
      after,
      times: 1,
      status: 500,
      errorType: 'API_ERROR',
      errorCode: 'INTERNAL_SERVER_ERROR',
    });
    expect(await syncOnce(item)).toMatchObject({ kind: 'failed', code: 'INTERNAL_SERVER_ERROR' });
    expect(await liveRows()).toHaveLength(before.length);
    const failed = await readItem();
    expect(failed).toMatchObject({ transactionsCursor, doneSeq: requestedSeq, failures: 1 });
    expect(failed.retryAt).not.toBeNull();

    expect(await syncOnce(item)).toMatchObject({ kind: 'committed', counts: { added: 700 } });
    await expectTruth();
    expect(await readItem()).toMatchObject({ failures: 0, errorCode: null, retryAt: null });
  });

  it.each(['reset', 'truncate', 'malformed', 'lost_reply'])(
    'survives an answer that is broken (%s)',
    async (mode) => {
      await editTruth(item.plaidItemId, { add: [{ amount: 5, name: 'New' }] });
      await control('/faults', {
        path: '/transactions/sync',
        itemId: item.plaidItemId,
        times: 1,
        mode,
      });
      const outcome = await syncOnce(item);
      expect(outcome.kind).toBe('failed');
      expect(await syncOnce(item)).toMatchObject({ kind: 'committed', counts: { added: 1 } });
      await expectTruth();
    },
  );

  it('commits the rows when only the balances cannot be read', async () => {
    await editTruth(item.plaidItemId, { add: [{ amount: 5, name: 'New' }] });
    await control('/faults', {
      path: '/accounts/get',
      itemId: item.plaidItemId,
      times: 1,
      status: 500,
      errorType: 'API_ERROR',
      errorCode: 'INTERNAL_SERVER_ERROR',
    });
    expect(await syncOnce(item)).toMatchObject({ kind: 'committed', counts: { added: 1 } });
    expect(await db().account.count({ where: { removedAt: { not: null } } })).toBe(0);
    await expectTruth();
    expect(await readState()).toBe('delayed');
    expect(await syncOnce(item)).toMatchObject({ kind: 'committed' });
    expect(await readState()).not.toBe('delayed');
  });

  it('says that the person must sign in, when only the balances say so', async () => {
    await control('/faults', {
      path: '/accounts/get',
      itemId: item.plaidItemId,
      times: 1,
      status: 400,
      errorType: 'ITEM_ERROR',
      errorCode: 'ITEM_LOGIN_REQUIRED',
    });
    expect(await syncOnce(item)).toMatchObject({ kind: 'committed' });
    expect(await readState()).toBe('needs_sign_in');
  });

  it('shows a failure of our own on the Item, and is free again at once', async () => {
    const broken: SyncPorts = {
      ...realPorts,
      store: {
        ...realPorts.store,
        commit: () => Promise.reject(new RangeError('a row that the database refuses')),
      },
    };
    expect(await syncOnce(item, broken)).toMatchObject({ kind: 'failed', code: 'INTERNAL_ERROR' });
    expect(await readItem()).toMatchObject({
      errorType: 'OWN_ERROR',
      failures: 1,
      leaseUntil: null,
    });
    await expectTruth();
    expect(await syncOnce(item)).toMatchObject({ kind: 'committed' });
  });

  it('shows a token that no configured key opens on the Item', async () => {
    const { accessTokenSealed } = await readItem();
    const lost = accessTokenSealed?.replace('v1.test.', 'v1.lost.') ?? '';
    await setItem({ accessTokenSealed: lost });
    expect(await syncOnce(item)).toMatchObject({ kind: 'failed', code: 'INTERNAL_ERROR' });
    expect(await readItem()).toMatchObject({ failures: 1, leaseUntil: null });
    await setItem({ accessTokenSealed });
    expect(await syncOnce(item)).toMatchObject({ kind: 'committed' });
  });

  it('names an amount that it could not hold exactly, and keeps nothing of that delta', async () => {
    const before = await liveRows();
    await editTruth(item.plaidItemId, { add: [{ amount: 1e15, name: 'Too large' }] });
    expect(await syncOnce(item)).toMatchObject({ kind: 'failed', code: 'AMOUNT_OUT_OF_RANGE' });
    expect(await liveRows()).toHaveLength(before.length);
    expect(await readState()).toBe('needs_operator');
  });

  it('buries nothing while the history it would reconcile with is incomplete', async () => {
    const before = await liveRows();
    await setItem({ transactionsCursor: Buffer.from('foreign').toString('base64') });
    const gathering: SyncPorts = {
      ...realPorts,
      plaid: {
        ...realPorts.plaid,
        getSyncPage: async (accessToken, cursor) => ({
          ...(await realPorts.plaid.getSyncPage(accessToken, cursor)),
          status: 'initial_complete',
          added: [],
        }),
      },
    };
    expect(await syncOnce(item, gathering)).toMatchObject({
      kind: 'failed',
      code: 'HISTORY_NOT_READY',
    });
    expect(await liveRows()).toHaveLength(before.length);
    expect(await syncOnce(item)).toMatchObject({ kind: 'committed', counts: { removed: 0 } });
    await expectTruth();
  });

  it('reads everything anew after an invalid cursor, and buries what Plaid no longer has', async () => {
    const [gone, kept] = await liveRows();
    if (!gone || !kept) throw new Error('Too few rows.');
    await updateTransaction(owner.householdId, kept.id, { note: 'Stays' });
    await editTruth(item.plaidItemId, { remove: [gone.plaidTransactionId] });
    await db().item.update({
      where: { householdId_id: { householdId: item.householdId, id: item.itemId } },
      data: { transactionsCursor: Buffer.from('not a cursor of this Item').toString('base64') },
    });
    expect(await syncOnce(item)).toMatchObject({ kind: 'committed', counts: { removed: 1 } });
    await expectTruth();
    const row = await db().transaction.findFirstOrThrow({ where: { id: kept.id } });
    expect(row.note).toBe('Stays');
  });

  it('records that the person must sign in, and moves on after the repair', async () => {
    await control(`/items/${item.plaidItemId}/login`, { state: 'required' });
    expect(await syncOnce(item)).toMatchObject({ kind: 'failed', code: 'ITEM_LOGIN_REQUIRED' });
    expect(await readItem()).toMatchObject({ errorType: 'ITEM_ERROR' });
    await control(`/items/${item.plaidItemId}/login`, { state: 'repaired' });
    expect(await syncOnce(item)).toMatchObject({ kind: 'committed' });
    expect(await readItem()).toMatchObject({ errorCode: null });
  });

  /** Plaid's data changes right after the first page of the first pass. */
  function movingPorts(): SyncPorts {
    let moved = false;
    return {
      ...realPorts,
      plaid: {
        ...realPorts.plaid,
        getSyncPage: async (accessToken, cursor) => {
          const page = await realPorts.plaid.getSyncPage(accessToken, cursor);
          if (!moved) await editTruth(item.plaidItemId, { add: [{ amount: 1, name: 'Moved' }] });
          moved = true;
          return page;
        },
      },
    };
  }
});

describe('the lease', () => {
  const ref = () => ({ householdId: item.householdId, itemId: item.itemId });

  it('is held by one worker at a time', async () => {
    const first = await postgresStore.acquireLease(ref(), 'one');
    expect(first).not.toBeNull();
    expect(await postgresStore.acquireLease(ref(), 'two')).toBeNull();
    expect(await runSync(realPorts, ref(), 'two')).toEqual({ kind: 'busy' });
    if (first) await postgresStore.releaseLease(first.lease);
    expect(await postgresStore.acquireLease(ref(), 'two')).not.toBeNull();
  });

  it('refuses the commit of a worker that was paused beyond it', async () => {
    await editTruth(item.plaidItemId, { add: [{ amount: 7, name: 'Once' }] });
    const slow: SyncPorts = {
      ...realPorts,
      plaid: {
        ...realPorts.plaid,
        getAccounts: async (accessToken) => {
          // The pause outlasts the lease, and another worker does the work meanwhile.
          await db().$executeRaw`
            UPDATE "Item" SET "leaseUntil" = now() - interval '1 second'
            WHERE "id" = ${item.itemId}::uuid`;
          expect(await runSync(realPorts, ref(), 'two')).toMatchObject({ kind: 'committed' });
          return realPorts.plaid.getAccounts(accessToken);
        },
      },
    };
    expect(await syncOnce(item, slow)).toEqual({ kind: 'superseded' });
    await expectTruth();
  });

  it('lets nothing commit once the Item is being removed', async () => {
    await editTruth(item.plaidItemId, { add: [{ amount: 7, name: 'Too late' }] });
    const before = await liveRows();
    const removing: SyncPorts = {
      ...realPorts,
      plaid: {
        ...realPorts.plaid,
        getAccounts: async (accessToken) => {
          await db().item.updateMany({
            where: { id: item.itemId },
            data: { removeRequestedAt: new Date() },
          });
          return realPorts.plaid.getAccounts(accessToken);
        },
      },
    };
    expect(await syncOnce(item, removing)).toEqual({ kind: 'superseded' });
    expect(await liveRows()).toHaveLength(before.length);
    expect(await runSync(realPorts, ref(), 'test')).toEqual({ kind: 'busy' });
  });

  it('is given up between two pages when the process wants to end', async () => {
    await editTruth(item.plaidItemId, {
      add: Array.from({ length: 700 }, (_, index) => ({ amount: index + 1, name: `Row ${index}` })),
    });
    const before = await liveRows();
    let pages = 0;
    const ending: SyncPorts = {
      ...realPorts,
      isStopping: () => pages > 0,
      plaid: {
        ...realPorts.plaid,
        getSyncPage: async (...call) => {
          pages += 1;
          return realPorts.plaid.getSyncPage(...call);
        },
      },
    };
    expect(await syncOnce(item, ending)).toEqual({ kind: 'stopped' });
    expect(pages).toBe(1);
    expect(await liveRows()).toHaveLength(before.length);
    expect(await readItem()).toMatchObject({ leaseUntil: null, failures: 0 });
    expect(await postgresStore.isWorkOwed(ref())).toBe(true);
    expect(await syncOnce(item)).toMatchObject({ kind: 'committed', counts: { added: 700 } });
    expect(await postgresStore.isWorkOwed(ref())).toBe(false);
  });

  it('is not waited for once the Item is leaving, whoever died holding it', async () => {
    await postgresStore.acquireLease(ref(), 'killed');
    await setItem({ removeRequestedAt: new Date(), requestedSeq: { increment: 1 } });
    const waits: number[] = [];
    const queue = {
      enqueueSync: async (_: unknown, delayMs: number) => void waits.push(delayMs),
      enqueueWake: async () => {},
    };
    await syncItem({ ...realPorts, queue }, ref(), 'two');
    expect(waits).toEqual([]);
  });

  it('is waited for while work is owed, however short it was held', async () => {
    const held = await postgresStore.acquireLease(ref(), 'one');
    await setItem({ requestedSeq: { increment: 1 } });
    const waits: number[] = [];
    const queue = {
      enqueueSync: async (_: unknown, delayMs: number) => void waits.push(delayMs),
      enqueueWake: async () => {},
    };
    const releasing: SyncPorts = {
      ...realPorts,
      store: {
        ...postgresStore,
        acquireLease: async (...call) => {
          const leased = await postgresStore.acquireLease(...call);
          if (held) await postgresStore.releaseLease(held.lease);
          return leased;
        },
      },
    };
    await syncItem({ ...releasing, queue }, ref(), 'two');
    expect(waits).toEqual([2_000]);
  });

  it('does not put the sweep off when nothing is owed', async () => {
    const { lastAttemptAt } = await readItem();
    expect(await runSync(realPorts, ref(), 'test')).toEqual({ kind: 'idle' });
    expect(await readItem()).toMatchObject({ lastAttemptAt });
  });

  it('asks to run again when more was requested while it ran', async () => {
    const woken: SyncPorts = {
      ...realPorts,
      plaid: {
        ...realPorts.plaid,
        getAccounts: async (accessToken) => {
          await db().item.updateMany({
            where: { id: item.itemId },
            data: { requestedSeq: { increment: 1 } },
          });
          return realPorts.plaid.getAccounts(accessToken);
        },
      },
    };
    expect(await syncOnce(item, woken)).toMatchObject({ kind: 'committed', nextInMs: 0 });
    const { requestedSeq, doneSeq } = await readItem();
    expect(requestedSeq - doneSeq).toBe(1n);
  });
});

it('drops U+0000 from bank text, which PostgreSQL cannot hold', async () => {
  await editTruth(item.plaidItemId, {
    add: [{ amount: 1, name: 'Café\u0000 "Zürich" \\u0000 ✓' }],
  });
  expect(await syncOnce(item)).toMatchObject({ kind: 'committed', counts: { added: 1 } });
  const row = await db().transaction.findFirstOrThrow({
    where: { name: { startsWith: 'Café' } },
    select: { name: true },
  });
  expect(row.name).toBe('Café "Zürich" \\u0000 ✓');
});
