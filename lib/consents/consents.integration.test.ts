import { expect, it } from 'vitest';
import { db } from '#lib/db/client';
import { createLinkTokenFor } from '#lib/items/create-link-token';
import { disconnectItem } from '#lib/items/disconnect-item';
import { finishDisconnect } from '#lib/items/finish-disconnect';
import { stopItem } from '#lib/items/mutations';
import { removalPorts } from '#lib/items/removal-ports';
import { markItemRepaired } from '#lib/items/request-item-sync';
import { createHousehold, joinHousehold, linkItem } from '#lib/testing/household';
import { policyVersion } from './contract.ts';
import { listConsents } from './queries.ts';

it('says when what was allowed at a bank, renewed and taken back, to whom it belongs', async () => {
  const ana = await createHousehold();
  const ben = await joinHousehold(ana);
  const item = await linkItem(ana);
  const read = async () => (await listConsents(ana))[0];
  expect(await read()).toMatchObject({
    itemId: item.itemId,
    bank: 'First Platypus Bank',
    products: ['transactions', 'liabilities', 'investments'],
    policyVersion,
    renewedAt: null,
    withdrawnAt: null,
  });
  // With the bank, and given again there.
  await db().$transaction((tx) => stopItem(tx, item, 'permission_revoked'));
  expect((await read())?.withdrawnAt).not.toBeNull();
  await markItemRepaired(ana, item.itemId);
  expect(await read()).toMatchObject({ renewedAt: expect.any(String), withdrawnAt: null });
  await disconnectItem(ana, item.itemId, { history: 'keep' });
  await finishDisconnect(removalPorts, item);
  expect((await read())?.withdrawnAt).not.toBeNull();
  expect(await listConsents(ben)).toEqual([]);
});

it('names what was allowed later, and not what Link was merely opened for before', async () => {
  const ana = await createHousehold();
  const { itemId } = await linkItem(ana);
  const open = (products: ('auth' | 'statements')[]) =>
    createLinkTokenFor(ana, { purpose: 'consent', itemId, products });
  const read = async () => (await listConsents(ana))[0]?.products;
  await open(['auth']);
  await createLinkTokenFor(ana, { purpose: 'update', itemId });
  await markItemRepaired(ana, itemId);
  expect(await read()).toEqual(['transactions', 'liabilities', 'investments']);
  await open(['statements']);
  await markItemRepaired(ana, itemId);
  expect(await read()).toEqual(['transactions', 'liabilities', 'investments', 'statements']);
});

it('goes with the history of a connection', async () => {
  const ana = await createHousehold();
  const item = await linkItem(ana);
  await disconnectItem(ana, item.itemId, { history: 'delete' });
  await finishDisconnect(removalPorts, item);
  expect(await db().consent.count({ where: { itemId: item.itemId } })).toBe(0);
});
