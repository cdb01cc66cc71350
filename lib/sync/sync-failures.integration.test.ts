import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '#lib/db/client';
import {
  createLinkedHousehold,
  type LinkedItem,
  realPorts,
  syncOnce,
  type TestHousehold,
} from '#lib/testing/household';
import { control, editTruth } from '#lib/testing/sandbox';
import { expectTruth, liveRows, readItem, readState, setItem } from '#lib/testing/sync-rows';
import { updateTransaction } from '#lib/transactions/mutations';
import type { SyncPorts } from './ports.ts';

let owner: TestHousehold;
let item: LinkedItem;

beforeEach(async () => {
  await control('/faults', undefined, 'DELETE');
  ({ owner, item } = await createLinkedHousehold());
});

describe('when Plaid fails', () => {
  it('starts again from the stored cursor when the data moves between pages', async () => {
    await editTruth(item.plaidItemId, {
      add: Array.from({ length: 700 }, (_, index) => ({ amount: index + 1, name: `Row ${index}` })),
    });
    const outcome = await syncOnce(item, movingPorts());
    expect(outcome.kind).toBe('committed');
    await expectTruth(item);
    const run = await db().syncRun.findFirstOrThrow({
      where: { householdId: item.householdId },
      orderBy: { startedAt: 'desc' },
    });
    expect(run.restarts).toBe(1);
  });

  it.each([0, 1])('keeps nothing when page %i fails, and catches up later', async (after) => {
    const { requestedSeq, transactionsCursor } = await readItem(item);
    const before = await liveRows(item);
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
    expect(await liveRows(item)).toHaveLength(before.length);
    const failed = await readItem(item);
    expect(failed).toMatchObject({ transactionsCursor, doneSeq: requestedSeq, failures: 1 });
    expect(failed.retryAt).not.toBeNull();

    expect(await syncOnce(item)).toMatchObject({ kind: 'committed', counts: { added: 700 } });
    await expectTruth(item);
    expect(await readItem(item)).toMatchObject({ failures: 0, errorCode: null, retryAt: null });
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
      await expectTruth(item);
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
    await expectTruth(item);
    expect(await readState(item)).toBe('delayed');
    expect(await syncOnce(item)).toMatchObject({ kind: 'committed' });
    expect(await readState(item)).not.toBe('delayed');
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
    expect(await readState(item)).toBe('needs_sign_in');
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
    expect(await readItem(item)).toMatchObject({
      errorType: 'OWN_ERROR',
      failures: 1,
      leaseUntil: null,
    });
    await expectTruth(item);
    expect(await syncOnce(item)).toMatchObject({ kind: 'committed' });
  });

  it('shows a token that no configured key opens on the Item', async () => {
    const { accessTokenSealed } = await readItem(item);
    const lost = accessTokenSealed?.replace('v1.test.', 'v1.lost.') ?? '';
    await setItem(item, { accessTokenSealed: lost });
    expect(await syncOnce(item)).toMatchObject({ kind: 'failed', code: 'INTERNAL_ERROR' });
    expect(await readItem(item)).toMatchObject({ failures: 1, leaseUntil: null });
    await setItem(item, { accessTokenSealed });
    expect(await syncOnce(item)).toMatchObject({ kind: 'committed' });
  });

  it('names an amount that it could not hold exactly, and keeps nothing of that delta', async () => {
    const before = await liveRows(item);
    await editTruth(item.plaidItemId, { add: [{ amount: 1e15, name: 'Too large' }] });
    expect(await syncOnce(item)).toMatchObject({ kind: 'failed', code: 'AMOUNT_OUT_OF_RANGE' });
    expect(await liveRows(item)).toHaveLength(before.length);
    expect(await readState(item)).toBe('needs_operator');
  });

  it('buries nothing while the history it would reconcile with is incomplete', async () => {
    const before = await liveRows(item);
    await setItem(item, { transactionsCursor: Buffer.from('foreign').toString('base64') });
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
    expect(await liveRows(item)).toHaveLength(before.length);
    expect(await syncOnce(item)).toMatchObject({ kind: 'committed', counts: { removed: 0 } });
    await expectTruth(item);
  });

  it('reads everything anew after an invalid cursor, and buries what Plaid no longer has', async () => {
    const [gone, kept] = await liveRows(item);
    if (!gone || !kept) throw new Error('Too few rows.');
    await updateTransaction(owner, kept.id, { note: 'Stays' });
    await editTruth(item.plaidItemId, { remove: [gone.plaidTransactionId] });
    await db().item.update({
      where: { householdId_id: { householdId: item.householdId, id: item.itemId } },
      data: { transactionsCursor: Buffer.from('not a cursor of this Item').toString('base64') },
    });
    expect(await syncOnce(item)).toMatchObject({ kind: 'committed', counts: { removed: 1 } });
    await expectTruth(item);
    const row = await db().transaction.findFirstOrThrow({ where: { id: kept.id } });
    expect(row.note).toBe('Stays');
  });

  it('records that the person must sign in, and moves on after the repair', async () => {
    await control(`/items/${item.plaidItemId}/login`, { state: 'required' });
    expect(await syncOnce(item)).toMatchObject({ kind: 'failed', code: 'ITEM_LOGIN_REQUIRED' });
    expect(await readItem(item)).toMatchObject({ errorType: 'ITEM_ERROR' });
    await control(`/items/${item.plaidItemId}/login`, { state: 'repaired' });
    expect(await syncOnce(item)).toMatchObject({ kind: 'committed' });
    expect(await readItem(item)).toMatchObject({ errorCode: null });
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
