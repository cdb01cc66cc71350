import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '#lib/db/client';
import { markItemRepaired } from '#lib/items/request-item-sync';
import { postgresStore } from '#lib/sync/postgres-store';
import {
  createHousehold,
  type LinkedItem,
  linkItem,
  syncHistory,
  type TestHousehold,
} from '#lib/testing/household';
import { control } from '#lib/testing/sandbox';
import { readState } from '#lib/testing/sync-rows';
import { applyToItem } from '#lib/webhooks/apply-to-item';
import { webhookEffect } from '#lib/webhooks/webhook-codes';
import { fetchProducts } from './fetch-products.ts';
import { listDue, listItemsDue } from './find-due.ts';
import { renewProducts } from './request-products.ts';

const path = '/liabilities/get';
const dayMs = 24 * 3_600_000;

let owner: TestHousehold;
let item: LinkedItem;

beforeEach(async () => {
  owner = await createHousehold();
  item = await linkItem(owner, { username: 'user_good', alsoProducts: ['liabilities'] });
  await syncHistory(item);
});

/** Has Plaid answer the next reading with an error, and reads. */
async function meet(errorType: string, errorCode: string) {
  await control('/faults', { path, times: 1, errorType, errorCode });
  await read();
  return readProduct();
}

const read = () => fetchProducts(item, () => 0.5);

function readProduct() {
  const { householdId, itemId } = item;
  return db().itemProduct.findUniqueOrThrow({
    where: { householdId_itemId_product: { householdId, itemId, product: 'liabilities' } },
  });
}

const countDebts = () => db().debt.count({ where: { householdId: owner.householdId } });

const isDue = async () => (await listDue(item)).includes('liabilities');

async function ring(type: string, code: string) {
  const body = { webhook_type: type, webhook_code: code };
  return db().$transaction((tx) => applyToItem(tx, item, webhookEffect(type, code), body));
}

describe('a product', () => {
  it('is written down once the connection’s row is had, so that nobody who repairs it meanwhile waits for ever', async () => {
    await control('/faults', { path, times: 1, delayMs: 1_000 });
    const reading = read();
    await expect.poll(isDue, { timeout: 10_000 }).toBe(false);
    await db().$transaction(
      async (tx) => {
        await tx.$queryRaw`SELECT 1 FROM "Item" WHERE "id" = ${item.itemId}::uuid FOR UPDATE`;
        const countWaiting = async () =>
          Number(
            (
              await db().$queryRaw<{ count: bigint }[]>`
                SELECT count(*) FROM pg_stat_activity
                WHERE datname = current_database() AND wait_event_type = 'Lock'`
            )[0]?.count,
          );
        await expect.poll(countWaiting, { timeout: 10_000 }).toBe(1);
        await renewProducts(tx, item);
      },
      { timeout: 30_000 },
    );
    await reading;
    expect((await readProduct()).state).toBe('ready');
    expect(await isDue()).toBe(true);
  });

  it('is read once the accounts are here, and again within a day', async () => {
    expect(await isDue()).toBe(true);
    expect((await listItemsDue()).map(({ itemId }) => itemId)).toContain(item.itemId);
    await read();
    const { state, fetchedAt, dueAt, errorCode, failures } = await readProduct();
    expect({ state, errorCode, failures }).toEqual({
      state: 'ready',
      errorCode: null,
      failures: 0,
    });
    expect(dueAt.getTime() - (fetchedAt?.getTime() ?? 0)).toBeCloseTo(dayMs, -4);
    expect(await countDebts()).toBeGreaterThan(2);
    expect(await isDue()).toBe(false);
  });

  it('is asked for where there is an account that has it, and nowhere else', async () => {
    const checking = { type: 'depository', subtype: 'checking' };
    const password = JSON.stringify({ override_accounts: [checking] });
    const plain = await linkItem(owner, { username: 'user_custom', password });
    await syncHistory(plain);
    expect(await listDue(plain)).not.toContain('liabilities');
  });

  it('is read again when Plaid says that it changed, also while it is read', async () => {
    await read();
    expect(await ring('LIABILITIES', 'DEFAULT_UPDATE')).toBe('woke');
    expect(await isDue()).toBe(true);
    await control('/faults', { path, times: 1, delayMs: 500 });
    const reading = read();
    await expect
      .poll(async () => (await readProduct()).dueAt.getTime(), { timeout: 20_000 })
      .toBeGreaterThan(Date.now());
    await ring('LIABILITIES', 'DEFAULT_UPDATE');
    await reading;
    expect((await readProduct()).state).toBe('ready');
    expect(await isDue()).toBe(true);
  });

  it('waits for a sync that runs, and for no other', async () => {
    const leased = await postgresStore.acquireLease(item, 'a sync');
    await read();
    expect(await db().itemProduct.count({ where: { itemId: item.itemId } })).toBe(0);
    if (leased) await postgresStore.releaseLease(leased.lease);
    await read();
    expect((await readProduct()).state).toBe('ready');
  });
});

describe('an error of one product', () => {
  it.each([
    ['ITEM_ERROR', 'PRODUCT_NOT_READY', 'waiting'],
    ['ITEM_ERROR', 'PRODUCTS_NOT_SUPPORTED', 'unsupported'],
    ['INVALID_INPUT', 'INVALID_PRODUCT', 'unsupported'],
    ['INVALID_INPUT', 'ADDITIONAL_CONSENT_REQUIRED', 'needs_consent'],
    ['API_ERROR', 'INTERNAL_SERVER_ERROR', 'failed'],
  ])('%s %s leaves it %s, and the connection well', async (type, code, state) => {
    expect(await meet(type, code)).toMatchObject({ state, errorCode: code, failures: 1 });
    expect(await readState(item)).toBe('healthy');
    expect(await isDue()).toBe(false);
  });

  it('leaves what was read before where it is', async () => {
    await read();
    const [before, { fetchedAt }] = [await countDebts(), await readProduct()];
    await ring('LIABILITIES', 'DEFAULT_UPDATE');
    expect(await meet('API_ERROR', 'INTERNAL_SERVER_ERROR')).toMatchObject({
      state: 'failed',
      fetchedAt,
    });
    expect(await countDebts()).toBe(before);
  });

  it('is the bank’s own, where it was not allowed', async () => {
    item = await linkItem(owner, { username: 'user_good' });
    await syncHistory(item);
    await read();
    expect(await readProduct()).toMatchObject({ state: 'needs_consent', fetchedAt: null });
  });

  it('is asked about again once the person was at the bank', async () => {
    await meet('INVALID_INPUT', 'ADDITIONAL_CONSENT_REQUIRED');
    await markItemRepaired(owner, item.itemId);
    await read();
    expect(await readProduct()).toMatchObject({ state: 'ready', errorCode: null });
  });

  it('that withdraws the permission ends all calls', async () => {
    await meet('INVALID_INPUT', 'USER_PERMISSION_REVOKED');
    expect(await readState(item)).toBe('revoked');
    await read();
    expect(await listDue(item)).toEqual([]);
  });
});
