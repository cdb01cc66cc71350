import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '#lib/db/client';
import {
  createLinkedHousehold,
  type LinkedItem,
  realPorts,
  syncOnce,
} from '#lib/testing/household';
import { control, editTruth } from '#lib/testing/sandbox';
import { expectTruth, liveRows, readItem, setItem } from '#lib/testing/sync-rows';
import { listOwed } from './find-work.ts';
import type { SyncPorts } from './ports.ts';
import { postgresStore } from './postgres-store.ts';
import { runSync } from './run-sync.ts';
import { syncItem } from './sync-item.ts';

let item: LinkedItem;

beforeEach(async () => {
  await control('/faults', undefined, 'DELETE');
  ({ item } = await createLinkedHousehold());
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
    await expectTruth(item);
  });

  it('lets nothing commit once the Item is being removed', async () => {
    await editTruth(item.plaidItemId, { add: [{ amount: 7, name: 'Too late' }] });
    const before = await liveRows(item);
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
    expect(await liveRows(item)).toHaveLength(before.length);
    expect(await runSync(realPorts, ref(), 'test')).toEqual({ kind: 'busy' });
  });

  it('is given up between two pages when the process wants to end', async () => {
    await editTruth(item.plaidItemId, {
      add: Array.from({ length: 700 }, (_, index) => ({ amount: index + 1, name: `Row ${index}` })),
    });
    const before = await liveRows(item);
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
    expect(await liveRows(item)).toHaveLength(before.length);
    expect(await readItem(item)).toMatchObject({ leaseUntil: null, failures: 0 });
    expect(await postgresStore.isWorkOwed(ref())).toBe(true);
    expect(await syncOnce(item)).toMatchObject({ kind: 'committed', counts: { added: 700 } });
    expect(await postgresStore.isWorkOwed(ref())).toBe(false);
  });

  it('is not waited for once the Item is leaving, whoever died holding it', async () => {
    await postgresStore.acquireLease(ref(), 'killed');
    await setItem(item, { removeRequestedAt: new Date(), requestedSeq: { increment: 1 } });
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
    await setItem(item, { requestedSeq: { increment: 1 } });
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

  it('of a killed worker is found by the sweep, however late the next try was to be', async () => {
    const tomorrow = new Date(Date.now() + 86_400_000);
    await setItem(item, { requestedSeq: { increment: 1 }, retryAt: tomorrow });
    expect(await listOwed()).not.toContainEqual(ref());
    await postgresStore.acquireLease(ref(), 'killed');
    await setItem(item, { leaseUntil: new Date(Date.now() - 1_000) });
    expect(await listOwed()).toContainEqual(ref());
  });

  it('does not put the sweep off when nothing is owed', async () => {
    const { lastAttemptAt } = await readItem(item);
    expect(await runSync(realPorts, ref(), 'test')).toEqual({ kind: 'idle' });
    expect(await readItem(item)).toMatchObject({ lastAttemptAt });
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
    const { requestedSeq, doneSeq } = await readItem(item);
    expect(requestedSeq - doneSeq).toBe(1n);
  });
});
