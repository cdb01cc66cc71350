import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '#lib/db/client';
import { env } from '#lib/env';
import { fetchProducts } from '#lib/products/fetch-products';
import {
  createHousehold,
  joinHousehold,
  type LinkedItem,
  linkItem,
  syncHistory,
  type TestHousehold,
} from '#lib/testing/household';
import { control } from '#lib/testing/sandbox';
import { listInvestmentSources, requestRefresh } from './refresh-investments.ts';

let owner: TestHousehold;
let item: LinkedItem;

beforeEach(async () => {
  Object.assign(env(), { REFRESH_INVESTMENTS: true });
  owner = await createHousehold();
  item = await linkItem(owner, { username: 'user_good', alsoProducts: ['investments'] });
  await syncHistory(item);
  await fetchProducts(item, () => 0.5);
  await db().itemProduct.updateMany({ where: ofItem(), data: { dueAt: later } });
});

const later = new Date('2999-01-01');
const ofItem = () => ({ householdId: owner.householdId, itemId: item.itemId });
const fault = (wrong: object) =>
  control('/faults', {
    path: '/investments/refresh',
    itemId: item.plaidItemId,
    times: 1,
    ...wrong,
  });

async function listAsked(): Promise<number> {
  const { requests } = await control<{ requests: unknown[] }>(
    `/requests?path=/investments/refresh&itemId=${item.plaidItemId}`,
  );
  return requests.length;
}

/** What is due to be read again. */
async function listDue(): Promise<string[]> {
  const rows = await db().itemProduct.findMany({
    where: { ...ofItem(), dueAt: { lt: later } },
    select: { product: true },
    orderBy: { product: 'asc' },
  });
  return rows.map(({ product }) => product);
}

describe('asking a bank for its investments at once', () => {
  it('has both read again, and is done once an hour', async () => {
    expect(await listInvestmentSources(owner)).toMatchObject([{ bank: 'First Platypus Bank' }]);
    const { againInSeconds } = await requestRefresh(owner, item.itemId);
    expect(againInSeconds).toBeGreaterThan(3_500);
    expect(againInSeconds).toBeLessThanOrEqual(3_600);
    expect(await listAsked()).toBe(1);
    expect(await listDue()).toEqual(['holdings', 'investment_transactions']);
    await expect(requestRefresh(owner, item.itemId)).rejects.toMatchObject({
      code: 'rate_limited',
    });
    expect(await listAsked()).toBe(1);
  });

  it.each([
    ['ITEM_ERROR', 'PRODUCTS_NOT_SUPPORTED', 'plaid_error', 'takes no such question'],
    ['INVALID_INPUT', 'UNAUTHORIZED_ROUTE_ACCESS', 'plaid_error', 'takes no such question'],
    ['ITEM_ERROR', 'ITEM_LOGIN_REQUIRED', 'item_needs_you', 'Connections says what'],
    ['INSTITUTION_ERROR', 'INSTITUTION_DOWN', 'plaid_unavailable', 'was not asked'],
  ])(
    'says what came of it where Plaid answers %s %s, and may be tried again',
    async (errorType, errorCode, code, words) => {
      await fault({ errorType, errorCode });
      await expect(requestRefresh(owner, item.itemId)).rejects.toMatchObject({
        code,
        message: expect.stringContaining(words),
      });
      expect(await listDue()).toEqual([]);
      await requestRefresh(owner, item.itemId);
    },
  );

  it('is not done twice where the first answer was lost', async () => {
    await fault({ mode: 'lost_reply' });
    await expect(requestRefresh(owner, item.itemId)).rejects.toMatchObject({
      code: 'plaid_unavailable',
    });
    await expect(requestRefresh(owner, item.itemId)).rejects.toMatchObject({
      code: 'rate_limited',
    });
  });

  it('is for whoever linked it alone, and nowhere where it is not offered', async () => {
    const guest = await joinHousehold(owner);
    expect(await listInvestmentSources(guest)).toEqual([]);
    await expect(requestRefresh(guest, item.itemId)).rejects.toMatchObject({ code: 'forbidden' });
    const stranger = await createHousehold();
    await expect(requestRefresh(stranger, item.itemId)).rejects.toMatchObject({
      code: 'not_found',
    });
    Object.assign(env(), { REFRESH_INVESTMENTS: false });
    expect(await listInvestmentSources(owner)).toEqual([]);
    await expect(requestRefresh(owner, item.itemId)).rejects.toMatchObject({ code: 'not_found' });
    expect(await listAsked()).toBe(0);
  });
});
