import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '#lib/db/client';
import { runTask } from '#lib/jobs/run-task';
import { sweep } from '#lib/jobs/sweep';
import { getItem as getItemAtPlaid } from '#lib/plaid/items';
import { postgresStore } from '#lib/sync/postgres-store';
import { createHousehold, type LinkedItem, linkItem, syncOnce } from '#lib/testing/household';
import { control } from '#lib/testing/sandbox';
import { readAccessToken } from './access-token.ts';
import { disconnectItem } from './disconnect-item.ts';
import { getItem } from './queries.ts';
import { listLatestRotations, requestRotation } from './request-rotation.ts';

let item: LinkedItem;
let before: string;

beforeEach(async () => {
  item = await linkItem(await createHousehold());
  await syncOnce(item);
  before = await readToken();
});

const ref = () => ({ householdId: item.householdId, itemId: item.itemId });
const readToken = () => readAccessToken(item.householdId, item.itemId);
const rotate = () => runTask('rotate-token', ref(), 'test');
const order = (fault: object) =>
  control('/faults', { path: '/item/access_token/invalidate', ...fault });
const find = async () => (await listLatestRotations()).find(({ itemId }) => itemId === item.itemId);

describe('rotateAccessToken', () => {
  it('puts a new token in place, and the old one is dead', async () => {
    await requestRotation(item.plaidItemId);
    expect(await find()).toMatchObject({ status: 'under_way' });
    await rotate();
    expect(await readToken()).not.toBe(before);
    await expect(getItemAtPlaid(before)).rejects.toMatchObject({ code: 'INVALID_ACCESS_TOKEN' });
    expect(await syncOnce(item)).toMatchObject({ kind: 'committed' });
    expect(await find()).toMatchObject({ status: 'done' });
    // The job may come again: nothing is asked for any more.
    const after = await readToken();
    await rotate();
    expect(await readToken()).toBe(after);
  });

  it('does it after all when the call never reached Plaid', async () => {
    await requestRotation(item.itemId);
    await order({ mode: 'reset' });
    await expect(rotate()).rejects.toThrow();
    expect(await readToken()).toBe(before);
    await rotate();
    expect(await readToken()).not.toBe(before);
    expect(await syncOnce(item)).toMatchObject({ kind: 'committed' });
  });

  it('says that the token is lost when Plaid’s answer was, and asks for nothing more', async () => {
    await requestRotation(item.itemId);
    await order({ mode: 'lost_reply' });
    await expect(rotate()).rejects.toThrow();
    await rotate();
    expect(await find()).toMatchObject({ status: 'lost' });
    const { state } = await getItem(item, item.itemId);
    expect(state).toMatchObject({ label: 'Access lost', action: 'link_again' });
    await sweep();
    expect(await syncOnce(item)).toEqual({ kind: 'busy' });
    await disconnectItem(item, item.itemId, { history: 'keep' });
    await runTask('remove-item', ref(), 'test');
    expect((await getItem(item, item.itemId)).state.name).toBe('removed');
  });

  it('changes nothing when Plaid refuses, and gives up where that is final', async () => {
    await requestRotation(item.itemId);
    await order({ status: 429, errorType: 'RATE_LIMIT_EXCEEDED', errorCode: 'RATE_LIMIT' });
    await expect(rotate()).rejects.toMatchObject({ code: 'RATE_LIMIT' });
    expect(await find()).toMatchObject({ status: 'under_way' });
    await order({
      status: 400,
      errorType: 'INVALID_INPUT',
      errorCode: 'UNAUTHORIZED_ROUTE_ACCESS',
    });
    await expect(rotate()).rejects.toThrow();
    expect(await find()).toBeUndefined();
    expect(await readToken()).toBe(before);
  });

  it('waits for a sync that runs', async () => {
    await requestRotation(item.itemId);
    const leased = await postgresStore.acquireLease(ref(), 'somebody');
    await expect(rotate()).rejects.toThrow('synced');
    expect(await readToken()).toBe(before);
    if (leased) await postgresStore.releaseLease(leased.lease);
    await rotate();
    expect(await readToken()).not.toBe(before);
  });

  it('keeps a removal waiting while the stored token may be dead', async () => {
    await requestRotation(item.itemId);
    const where = { householdId: item.householdId, id: item.itemId };
    await db().item.updateMany({ where, data: { rotationCalledAt: new Date() } });
    await disconnectItem(item, item.itemId, { history: 'keep' });
    await expect(runTask('remove-item', ref(), 'test')).rejects.toThrow('being replaced');
    await db().item.updateMany({ where, data: { rotationCalledAt: new Date(0) } });
    await runTask('remove-item', ref(), 'test');
    expect((await getItem(item, item.itemId)).state.name).toBe('removed');
  });

  it('is for Items in use', async () => {
    await expect(requestRotation('nobody')).rejects.toMatchObject({ code: 'not_found' });
    await disconnectItem(item, item.itemId, { history: 'keep' });
    await expect(requestRotation(item.itemId)).rejects.toMatchObject({ code: 'not_found' });
  });
});
