import { expect, it } from 'vitest';
import { installationLog } from '#lib/audit/record-audit';
import { db } from '#lib/db/client';
import { disconnectItem } from '#lib/items/disconnect-item';
import { finishDisconnect } from '#lib/items/finish-disconnect';
import { refreshItem, renewItem } from '#lib/items/refresh-item';
import { removalPorts } from '#lib/items/removal-ports';
import { createHousehold, linkItem } from '#lib/testing/household';
import { costsQuery } from './contract.ts';
import { readCosts } from './queries.ts';

const read = (query: object = {}) => readCosts(costsQuery.parse(query));

it('says by ids and counts which products are billed, of whoever is still linked', async () => {
  const [ana, ben] = [await createHousehold(), await createHousehold()];
  const plain = await linkItem(ana, { username: 'user_good' });
  const rich = await linkItem(ben, {
    username: 'user_good',
    alsoProducts: ['auth', 'liabilities'],
  });
  const gone = await linkItem(ben, { username: 'user_good' });
  expect((await read()).costs).toMatchObject({ connections: 3, households: 2, unread: 3 });
  for (const { householdId, itemId } of [plain, rich, gone]) await refreshItem(householdId, itemId);
  await disconnectItem(ben, gone.itemId, { history: 'keep' });
  await finishDisconnect(removalPorts, gone);

  const { costs, items, nextCursor } = await read();
  expect(costs).toMatchObject({
    connections: 2,
    households: 2,
    unread: 0,
    isFree: true,
    currency: null,
    monthlyMinor: null,
  });
  const counts = costs?.products.map(({ product, billed, price }) => [product, billed, price]);
  expect(counts).toEqual(
    expect.arrayContaining([
      ['transactions', 2, null],
      ['auth', 1, null],
      ['liabilities', 1, null],
    ]),
  );
  expect(costs?.withoutPrice).toEqual(['transactions', 'auth', 'liabilities']);
  expect(nextCursor).toBeNull();
  expect(items.find(({ itemId }) => itemId === rich.itemId)).toEqual({
    householdId: ben.householdId,
    itemId: rich.itemId,
    billed: ['auth', 'liabilities', 'transactions'],
    added: [],
    monthlyMinor: null,
    isPartial: true,
    readAt: expect.any(String),
  });
  const text = JSON.stringify({ costs, items });
  expect(text).not.toMatch(/Platypus|Person|Plaid Checking|example\.com/);

  const first = await read({ limit: 1 });
  const second = await read({ limit: 1, cursor: first.nextCursor });
  expect([first.items, second.items].flat()).toEqual(items);
  expect(second).toMatchObject({ costs: null, nextCursor: null });
});

it('counts what was added and is not billed yet by itself, and believes no odd answer', async () => {
  const ana = await createHousehold();
  const [item, odd] = [await linkItem(ana), await linkItem(ana)];
  const set = (itemId: string, plaid: object) =>
    db().item.updateMany({ where: { id: itemId }, data: { plaid, plaidReadAt: new Date() } });
  await set(item.itemId, {
    billed_products: ['transactions'],
    products: ['transactions', 'assets'],
    consented_products: ['transactions', 'assets', 'monitor'],
  });
  await set(odd.itemId, { billed_products: 'transactions', products: null });
  const { costs, items } = await read({ limit: 200 });
  const found = (product: string) => costs?.products.find((each) => each.product === product);
  expect(found('assets')).toMatchObject({ billed: 0, added: 1 });
  expect(found('monitor')).toMatchObject({ billed: 0, added: 0, allowed: 1 });
  const own = items.filter(({ householdId }) => householdId === ana.householdId);
  expect(own.map(({ billed, added }) => [billed, added])).toEqual(
    expect.arrayContaining([
      [['transactions'], ['assets']],
      [[], []],
    ]),
  );
});

it('is written down for whoever runs the installation', async () => {
  const count = () =>
    db().auditEntry.count({ where: { chainId: installationLog, kind: 'costs_read' } });
  const before = await count();
  await read();
  expect(await count()).toBe(before + 1);
});

it('is asked of Plaid once a day', async () => {
  const item = await linkItem(await createHousehold());
  const waiting = async () =>
    (
      await db().$queryRaw<{ key: string }[]>`
        SELECT "key" FROM graphile_worker.jobs WHERE "key" = ${`refresh:${item.itemId}`}`
    ).length;
  const forget = () =>
    db().$executeRaw`SELECT graphile_worker.remove_job(${`refresh:${item.itemId}`})`;
  const setRead = (plaidReadAt: Date | null) =>
    db().item.updateMany({ where: { id: item.itemId }, data: { plaidReadAt } });
  await forget();
  await setRead(new Date());
  await renewItem(item);
  expect(await waiting()).toBe(0);
  for (const readAt of [null, new Date(Date.now() - 25 * 3_600_000)]) {
    await setRead(readAt);
    await renewItem(item);
    expect(await waiting()).toBe(1);
    await forget();
  }
});
