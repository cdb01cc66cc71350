import { beforeEach, describe, expect, it } from 'vitest';
import { addDays } from '#lib/dates/civil-date';
import { db } from '#lib/db/client';
import { readAccessToken } from '#lib/items/access-token';
import { disconnectItem } from '#lib/items/disconnect-item';
import { fetchProducts } from '#lib/products/fetch-products';
import { listDue } from '#lib/products/find-due';
import { renewProducts } from '#lib/products/request-products';
import { moveHistory } from '#lib/relinks/move-history';
import { previewRelink } from '#lib/relinks/queries';
import { undoRelink } from '#lib/relinks/undo-relink';
import {
  createHousehold,
  type LinkedItem,
  linkItem,
  syncHistory,
  syncOnce,
  type TestHousehold,
} from '#lib/testing/household';
import { control, type SandboxLogin, sandboxClient } from '#lib/testing/sandbox';
import { renewHoldings } from './renew-holdings.ts';

const today = new Date().toISOString().slice(0, 10);
const path = '/investments/transactions/get';
const alsoProducts: SandboxLogin['alsoProducts'] = ['investments'];

let owner: TestHousehold;
let householdId: string;

beforeEach(async () => {
  owner = await createHousehold();
  ({ householdId } = owner);
});

/** Links a bank whose books Plaid has read. */
async function prepare(login: SandboxLogin = { username: 'user_good' }): Promise<LinkedItem> {
  const item = await linkItem(owner, { alsoProducts, ...login });
  await syncHistory(item);
  // Waits for them, which we never do.
  const access_token = await readAccessToken(householdId, item.itemId);
  const dates = { start_date: today, end_date: today };
  await sandboxClient().investmentsTransactionsGet({ access_token, ...dates });
  return item;
}

/** And reads all that it tells. */
async function link(login?: SandboxLogin): Promise<LinkedItem> {
  const item = await prepare(login);
  await read(item);
  return item;
}

const read = (item: LinkedItem) => fetchProducts(item, () => 0.5);

async function readAgain(item: LinkedItem): Promise<void> {
  await db().$transaction((tx) => renewProducts(tx, item));
  await read(item);
}

type Custom = Record<string, unknown>;

/** A bank with investment accounts as they are given. */
function custom(...accounts: Custom[]): SandboxLogin {
  const override = accounts.map((each) => ({ type: 'investment', subtype: 'brokerage', ...each }));
  return { username: 'user_custom', password: JSON.stringify({ override_accounts: override }) };
}

const share = (quantity: number, price: number, fields: Custom = {}) => ({
  quantity,
  institution_price: price,
  security: { ticker_symbol: 'ACME', name: 'Acme', currency: 'USD' },
  ...fields,
});

const dividends = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    date: addDays(today, -(index % 600)),
    name: `DIVIDEND ${index}`,
    quantity: -1,
    price: 1,
    type: 'cash',
  }));

const states = async (itemId: string) =>
  Object.fromEntries(
    (await db().itemProduct.findMany({ where: { householdId, itemId } })).map((row) => [
      row.product,
      row.state,
    ]),
  );

const tieOuts = () =>
  db().tieOut.findMany({
    where: { householdId, account: { type: 'investment' } },
    select: { status: true, reason: true, bankMinor: true, impliedMinor: true },
    orderBy: { impliedMinor: 'asc' },
  });

describe('holdings', () => {
  it('are kept to the last digit, and tie out with their account', async () => {
    await link();
    const holdings = await db().holding.findMany({
      where: { householdId },
      include: { security: { select: { ticker: true, isCash: true } } },
    });
    expect(holdings).toHaveLength(10);
    const tiger = holdings.find(({ security }) => security.ticker === 'MIPTX');
    expect(tiger?.quantity.toString()).toBe('23.567');
    expect(tiger?.price.toString()).toBe('27');
    expect(tiger?.plaid).toMatchObject([{ institution_value: 636.309 }]);
    expect(holdings.filter(({ security }) => security.isCash)).toHaveLength(2);
    expect(await tieOuts()).toEqual([
      { status: 'ties_out', reason: null, bankMinor: 32_076n, impliedMinor: 32_076n },
      { status: 'ties_out', reason: null, bankMinor: 2_363_198n, impliedMinor: 2_363_198n },
    ]);
  });

  it('of fourteen decimals, and of an unknown cost, stay what they are', async () => {
    await link(custom({ holdings: [share(47.74104242992852, 0.177494362)] }));
    const holding = await db().holding.findFirstOrThrow({ where: { householdId } });
    expect(holding.quantity.toFixed()).toBe('47.74104242992852');
    expect(holding.price.toFixed()).toBe('0.177494362');
    expect(holding.costMinor).toBeNull();
  });

  it('that do not come to the balance are said to be off', async () => {
    await link(custom({ starting_balance: 100, holdings: [share(30, 5)] }));
    expect(await tieOuts()).toEqual([
      { status: 'off', reason: null, bankMinor: 10_000n, impliedMinor: 15_000n },
    ]);
  });

  it('are replaced, and kept once for each day', async () => {
    const item = await link();
    await readAgain(item);
    expect(await db().holding.count({ where: { householdId } })).toBe(10);
    expect(await db().holdingDay.count({ where: { householdId } })).toBe(2);
    expect(await db().holdingSnapshot.count({ where: { householdId } })).toBe(10);
    expect(await db().security.count({ where: { householdId } })).toBe(9);
  });

  it('are read again when the balance has moved on without them', async () => {
    const item = await link();
    await db().holdingDay.updateMany({ where: { householdId }, data: { balanceMinor: 1n } });
    await syncOnce(item);
    const reasons = (await tieOuts()).map(({ reason }) => reason);
    expect(reasons).toEqual(['holdings_older', 'holdings_older']);
    await renewHoldings(item);
    expect(await listDue(item)).toEqual(['holdings']);
    await read(item);
    expect((await tieOuts()).map(({ status }) => status)).toEqual(['ties_out', 'ties_out']);
    await renewHoldings(item);
    expect(await listDue(item)).toEqual([]);
  });
});

describe('what happened', () => {
  it('is here in our sign: cash that comes in is positive', async () => {
    await link();
    const rows = await db().investmentTransaction.findMany({ where: { householdId } });
    expect(rows.length).toBeGreaterThan(200);
    const bought = rows.find(({ type }) => type === 'buy');
    expect(bought?.amountMinor).toBeLessThan(0n);
    expect(Number(bought?.quantity)).toBeGreaterThan(0);
    const dividend = rows.find(({ subtype }) => subtype === 'dividend');
    expect(dividend?.amountMinor).toBeGreaterThan(0n);
    expect(
      await db().transaction.count({ where: { householdId, account: { type: 'investment' } } }),
    ).toBe(0);
  });

  it('is read page by page, however much it is', async () => {
    const lists = { starting_balance: 1_000, investment_transactions: dividends(200) };
    await link(custom(lists, lists, lists));
    expect(await db().investmentTransaction.count({ where: { householdId } })).toBe(600);
    const { requests } = await control<{ requests: { path: string }[] }>('/requests?limit=1000');
    const pages = requests.filter((each) => each.path === path);
    expect(pages.length).toBeGreaterThanOrEqual(2);
  });

  it('is read anew from some weeks before the last time on, and what is withdrawn stays as that', async () => {
    const item = await link();
    const newest = await db().investmentTransaction.findMany({
      where: { householdId },
      orderBy: { date: 'desc' },
      take: 1,
    });
    const [row] = newest;
    if (!row) throw new Error('There is nothing.');
    const invented = { ...row, plaid: {}, plaidInvestmentTransactionId: 'gone' };
    const old = {
      ...invented,
      plaidInvestmentTransactionId: 'older',
      date: new Date('2020-01-01'),
    };
    await db().investmentTransaction.create({ data: { ...invented, id: crypto.randomUUID() } });
    await db().investmentTransaction.create({ data: { ...old, id: crypto.randomUUID() } });
    await readAgain(item);
    const withdrawn = await db().investmentTransaction.findMany({
      where: { householdId, removedAt: { not: null } },
    });
    expect(withdrawn.map((each) => each.plaidInvestmentTransactionId)).toEqual(['gone']);
  });
});

describe('each by itself', () => {
  it.each([
    ['INVALID_INPUT', 'ADDITIONAL_CONSENT_REQUIRED', 'needs_consent'],
    ['ITEM_ERROR', 'PRODUCT_NOT_READY', 'waiting'],
    ['ITEM_ERROR', 'NO_INVESTMENT_ACCOUNTS', 'unsupported'],
    ['ITEM_ERROR', 'PRODUCTS_NOT_SUPPORTED', 'unsupported'],
    ['API_ERROR', 'INTERNAL_SERVER_ERROR', 'failed'],
  ])('meets %s %s, and harms nothing of the other', async (errorType, errorCode, state) => {
    const item = await prepare();
    await control('/faults', { path, times: 1, errorType, errorCode });
    await read(item);
    expect(await states(item.itemId)).toMatchObject({
      holdings: 'ready',
      investment_transactions: state,
    });
    expect(await db().holding.count({ where: { householdId } })).toBe(10);
    await readAgain(item);
    expect(await states(item.itemId)).toMatchObject({ investment_transactions: 'ready' });
    expect(await db().investmentTransaction.count({ where: { householdId } })).toBeGreaterThan(200);
  });

  it('fails half way through the pages, and writes none of them', async () => {
    const fault = { errorType: 'API_ERROR', errorCode: 'INTERNAL_SERVER_ERROR' };
    const lists = { starting_balance: 1_000, investment_transactions: dividends(200) };
    const item = await prepare(custom(lists, lists, lists));
    await control('/faults', { path, times: 1, after: 1, ...fault });
    await read(item);
    expect(await states(item.itemId)).toMatchObject({ investment_transactions: 'failed' });
    expect(await db().investmentTransaction.count({ where: { householdId } })).toBe(0);
  });
});

describe('a connection that takes the place of another', () => {
  const dump = async () => ({
    holdings: await db().holding.findMany({
      where: { householdId },
      orderBy: [{ accountId: 'asc' }, { securityId: 'asc' }],
      omit: { readAt: true },
    }),
    days: await db().holdingDay.findMany({
      where: { householdId },
      orderBy: [{ accountId: 'asc' }, { date: 'asc' }],
      include: { _count: { select: { snapshots: true } } },
    }),
    rows: await db().investmentTransaction.findMany({
      where: { householdId },
      orderBy: { plaidInvestmentTransactionId: 'asc' },
    }),
  });

  it('goes on with what was held, tells of each day once, and gives it back', async () => {
    const old = await link();
    await db().$executeRaw`
      INSERT INTO "HoldingDay" SELECT "householdId", "accountId", "date" - 3, "itemId", "currency",
        "balanceMinor", "availableMinor", "readAt" FROM "HoldingDay"
      WHERE "householdId" = ${householdId}::uuid`;
    const accounts = { householdId, itemId: old.itemId, type: 'investment' };
    const kept = (await db().account.findMany({ where: accounts })).map(({ id }) => id);
    await disconnectItem(owner, old.itemId, { history: 'keep' });
    const fresh = await link();
    const before = await dump();
    expect(before.days).toHaveLength(6);
    const pair = { fromItemId: old.itemId, toItemId: fresh.itemId };
    const preview = await previewRelink(owner, pair);
    const { id } = await moveHistory(owner, {
      ...pair,
      accounts: preview.accounts.flatMap(({ from, to }) =>
        to ? { fromAccountId: from.id, toAccountId: to.id } : [],
      ),
    });
    await read(fresh);
    const moved = await dump();
    const accountIds = (each: { accountId: string }[]) => new Set(each.map((row) => row.accountId));
    for (const rows of [moved.holdings, moved.days, moved.rows]) {
      expect([...accountIds(rows)].sort()).toEqual([...kept].sort());
    }
    expect(moved.holdings).toHaveLength(10);
    expect(moved.days).toHaveLength(4);
    const live = moved.rows.filter(({ removedAt }) => removedAt === null);
    expect(live).toHaveLength(before.rows.length / 2);
    expect((await tieOuts()).map(({ status }) => status)).toEqual(['ties_out', 'ties_out']);
    await undoRelink(owner, id);
    await read(fresh);
    const after = await dump();
    expect(after.rows).toEqual(before.rows);
    expect(after.holdings).toEqual(before.holdings);
    // Of the day that both were read on, the reading since is the new one's.
    expect(after.days).toHaveLength(4);
  });

  it('leaves no security behind that nobody holds', async () => {
    const item = await link();
    await disconnectItem(owner, item.itemId, { history: 'delete' });
    await expect
      .poll(() => db().security.count({ where: { householdId } }), { timeout: 20_000 })
      .toBe(9);
  });
});
