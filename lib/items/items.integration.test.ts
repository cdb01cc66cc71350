import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { runTask } from '#lib/jobs/run-task';
import { listRemovals } from '#lib/sync/find-work';
import { openDatabaseProxy } from '#lib/testing/database-proxy';
import { createHousehold, linkItem, syncHistory, type TestHousehold } from '#lib/testing/household';
import { control, createPublicToken } from '#lib/testing/sandbox';
import { readAccessToken } from './access-token.ts';
import { connectItem } from './connect-item.ts';
import { createLinkTokenFor } from './create-link-token.ts';
import { disconnectItem } from './disconnect-item.ts';
import { finishDisconnect } from './finish-disconnect.ts';
import { listItems } from './queries.ts';
import { refreshItem } from './refresh-item.ts';
import { removalPorts } from './removal-ports.ts';
import { markItemRepaired, requestItemSync } from './request-item-sync.ts';
import { settleUnsavedItem } from './settle-unsaved-item.ts';

const metadata = { institution: null, accounts: [], linkSessionId: 'test' };
const unknownId = '01900000-0000-7000-8000-000000000000';

let owner: TestHousehold;

beforeEach(async () => {
  await control('/faults', undefined, 'DELETE');
  owner = await createHousehold();
});

type SandboxItem = { item_id: string };
async function countSandboxItems(): Promise<number> {
  return (await control<{ items: SandboxItem[] }>('/items')).items.length;
}

describe('connectItem', () => {
  it('stores the access token sealed, and nothing else knows it', async () => {
    const item = await linkItem(owner);
    const accessToken = await readAccessToken(item.householdId, item.itemId);
    expect(accessToken).toMatch(/^access-sandbox-/);
    const [{ dump }] = await db().$queryRaw<[{ dump: string }]>`
      SELECT concat(
        (SELECT json_agg(t) FROM "Item" t), (SELECT json_agg(t) FROM "Account" t),
        (SELECT json_agg(t) FROM "Transaction" t), (SELECT json_agg(t) FROM "WebhookLog" t),
        (SELECT json_agg(t) FROM graphile_worker._private_jobs t)) AS dump`;
    expect(dump).toContain('v1.test.');
    expect(dump).not.toMatch(/access-(sandbox|production)-/);
  });

  it('makes each institution known once, from what Plaid says and not from what a browser says', async () => {
    const institution = { id: 'ins_109511', name: 'Anything at all' };
    const { householdId } = owner;
    for (let time = 0; time < 2; time += 1) {
      const publicToken = await createPublicToken();
      const { id } = await connectItem(owner, {
        publicToken,
        metadata: { ...metadata, institution },
      });
      await refreshItem(householdId, id);
    }
    expect(await db().institution.findMany()).toMatchObject([
      { id: 'ins_109508', name: 'First Platypus Bank' },
    ]);
    for (const item of await listItems(owner)) {
      expect(item.institution.name).toBe('First Platypus Bank');
    }
  });

  it.each(['public-sandbox-00000000-0000-4000-8000-000000000000', 'nonsense'])(
    'refuses the public token %s and stores nothing',
    async (publicToken) => {
      await expect(connectItem(owner, { publicToken, metadata })).rejects.toMatchObject({
        code: 'invalid_public_token',
        fields: { publicToken: expect.any(String) },
      });
      expect(await listItems(owner)).toEqual([]);
    },
  );

  it('refuses a public token that was used', async () => {
    const publicToken = await createPublicToken();
    await connectItem(owner, { publicToken, metadata });
    await expect(connectItem(owner, { publicToken, metadata })).rejects.toMatchObject({
      code: 'invalid_public_token',
    });
    expect(await listItems(owner)).toHaveLength(1);
  });

  it('says so when Plaid is down, and stores nothing', async () => {
    const publicToken = await createPublicToken();
    await control('/faults', { path: '/item/public_token/exchange', times: 1, mode: 'reset' });
    await expect(connectItem(owner, { publicToken, metadata })).rejects.toMatchObject({
      code: 'plaid_unavailable',
    });
    expect(await listItems(owner)).toEqual([]);
    // Nothing was exchanged: the same token still works.
    await connectItem(owner, { publicToken, metadata });
  });

  it('links a bank whose details Plaid does not give, and asks for them again', async () => {
    await db().institution.deleteMany();
    const path = '/institutions/get_by_id';
    await control('/faults', { path, times: 1, mode: 'reset' });
    const { id, institution } = await connectItem(owner, {
      publicToken: await createPublicToken(),
      metadata: { ...metadata, institution: { id: 'ins_109508', name: 'What Link said' } },
    });
    expect(institution.name).toBe('What Link said');
    await expect(refreshItem(owner.householdId, id)).rejects.toMatchObject({ code: 'NO_ANSWER' });
    await refreshItem(owner.householdId, id);
    expect((await listItems(owner))[0]?.institution.name).toBe('First Platypus Bank');
  });
});

describe('a link that cannot be saved', () => {
  const unavailable = { code: 'unavailable' };

  it('is ended at Plaid by the worker, however often Plaid fails', async () => {
    const publicToken = await createPublicToken();
    const items = await countSandboxItems();
    await db().$executeRaw`
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'disk on fire'; END $$`;
    await db().$executeRaw`
      CREATE TRIGGER refuse BEFORE INSERT ON "Item" FOR EACH ROW
      WHEN (NEW."removeRequestedAt" IS NULL) EXECUTE FUNCTION refuse()`;
    try {
      await expect(connectItem(owner, { publicToken, metadata })).rejects.toMatchObject({
        ...unavailable,
        message: expect.stringContaining('is being ended'),
      });
    } finally {
      await db().$executeRaw`DROP FUNCTION refuse CASCADE`;
    }
    expect(await countSandboxItems()).toBe(items);
    const [item] = await listItems(owner);
    expect(item?.state.name).toBe('removing');
    const ref = { householdId: owner.householdId, itemId: item?.id };
    await control('/faults', { path: '/item/remove', times: 1, status: 500 });
    await expect(runTask('remove-item', ref, 'test')).rejects.toThrow();
    await runTask('remove-item', ref, 'test');
    expect(await countSandboxItems()).toBe(items - 1);
    expect(await listItems(owner)).toEqual([]);
  });

  it('is ended at Plaid at once when the household is gone', async () => {
    const publicToken = await createPublicToken();
    const items = await countSandboxItems();
    await control('/faults', { path: '/item/remove', times: 2, status: 500 });
    const stranger = { householdId: unknownId, memberId: unknownId };
    await expect(connectItem(stranger, { publicToken, metadata })).rejects.toMatchObject({
      ...unavailable,
      message: expect.stringContaining('was ended'),
    });
    expect(await countSandboxItems()).toBe(items - 1);
    expect(await db().itemDirectory.count({ where: { householdId: unknownId } })).toBe(0);
  });

  it('is not said to be ended at Plaid when Plaid did not confirm it', async () => {
    const publicToken = await createPublicToken();
    await control('/faults', { path: '/item/remove', times: 10, status: 500 });
    const stranger = { householdId: unknownId, memberId: unknownId };
    await expect(connectItem(stranger, { publicToken, metadata })).rejects.toMatchObject({
      ...unavailable,
      message: expect.stringContaining('did not confirm'),
    });
  });

  it('is kept and shown when only the reply to the COMMIT was lost', async () => {
    const publicToken = await createPublicToken();
    const items = await countSandboxItems();
    const database = await openDatabaseProxy();
    database.cause('lose_commit_reply');
    const item = await connectItem(owner, { publicToken, metadata }).finally(database.close);
    expect(item.state.name).toBe('syncing');
    expect(await listItems(owner)).toMatchObject([{ id: item.id }]);
    expect(await countSandboxItems()).toBe(items);
  });

  it('is left alone at Plaid while nobody can say whether it was saved', async () => {
    const publicToken = await createPublicToken();
    const items = await countSandboxItems();
    const database = await openDatabaseProxy();
    database.cause('gone_after_commit');
    const linking = connectItem(owner, { publicToken, metadata }).finally(database.close);
    await expect(linking).rejects.toMatchObject({
      ...unavailable,
      message: expect.stringContaining('not known whether'),
    });
    expect(await countSandboxItems()).toBe(items);
    expect((await listItems(owner))[0]?.state.name).toBe('syncing');
  });

  it('does not end an Item that is linked already, here or in another household', async () => {
    const item = await linkItem(owner);
    const items = await countSandboxItems();
    const { householdId, itemId, plaidItemId } = item;
    const accessToken = await readAccessToken(householdId, itemId);
    const again = { accessToken, plaidItemId };
    const settle = (into: TestHousehold) =>
      settleUnsavedItem(into, { householdId: into.householdId, itemId: newId() }, again, 'test');
    expect(await settle(owner)).toBe(itemId);
    await expect(settle(await createHousehold())).rejects.toMatchObject({ code: 'duplicate_item' });
    expect(await countSandboxItems()).toBe(items);
    expect((await listItems(owner))[0]?.state.name).toBe('syncing');
  });
});

describe('createLinkTokenFor', () => {
  it('makes tokens for a new bank and for update mode', async () => {
    const item = await linkItem(owner);
    const fresh = await createLinkTokenFor(owner, { purpose: 'link' });
    const update = await createLinkTokenFor(owner, { purpose: 'update', itemId: item.itemId });
    for (const { linkToken } of [fresh, update]) expect(linkToken).toMatch(/^link-sandbox-/);
    expect(new Date(update.expiration) < new Date(fresh.expiration)).toBe(true);
  });

  it('knows no Item of another household', async () => {
    const item = await linkItem(owner);
    const other = await createHousehold();
    await expect(
      createLinkTokenFor(other, { purpose: 'update', itemId: item.itemId }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('disconnecting', () => {
  it('keeps trying until Plaid confirms, then forgets the token and keeps the history', async () => {
    const item = await linkItem(owner);
    await syncHistory(item);
    const { householdId, itemId } = item;
    await disconnectItem(owner, itemId, { history: 'keep' });
    expect((await listItems(owner))[0]?.state.name).toBe('removing');
    await control('/faults', { path: '/item/remove', times: 1, status: 500 });
    await expect(finishDisconnect(removalPorts, { householdId, itemId })).rejects.toThrow();
    // Plaid acts, but the answer is lost: the next try finds the Item gone.
    await control('/faults', { path: '/item/remove', times: 1, mode: 'lost_reply' });
    await expect(finishDisconnect(removalPorts, { householdId, itemId })).rejects.toThrow();
    await finishDisconnect(removalPorts, { householdId, itemId });
    const row = await db().item.findFirstOrThrow({ where: { id: itemId } });
    expect(row).toMatchObject({ accessTokenSealed: null });
    expect(row.removedAt).not.toBeNull();
    expect(await db().transaction.count({ where: { householdId } })).toBeGreaterThan(0);
    expect(await db().itemDirectory.count({ where: { itemId } })).toBe(0);
    await expect(requestItemSync(owner, itemId)).rejects.toMatchObject({
      code: 'item_disconnected',
    });
  });

  it('deletes the history when asked to', async () => {
    const item = await linkItem(owner);
    await syncHistory(item);
    const { householdId, itemId } = item;
    await disconnectItem(owner, itemId, { history: 'delete' });
    await finishDisconnect(removalPorts, { householdId, itemId });
    expect(await listItems(owner)).toEqual([]);
    expect(await db().account.count({ where: { householdId } })).toBe(0);
    expect(await db().transaction.count({ where: { householdId } })).toBe(0);
  });

  it('deletes the history later, too, also when the worker that should do it dies', async () => {
    const item = await linkItem(owner);
    await syncHistory(item);
    const { householdId, itemId } = item;
    const ref = { householdId, itemId };
    await disconnectItem(owner, itemId, { history: 'keep' });
    await finishDisconnect(removalPorts, ref);
    const again = await disconnectItem(owner, itemId, { history: 'delete' });
    expect(again.state.name).toBe('removing');
    expect(await listRemovals()).toContainEqual(ref);
    await finishDisconnect(removalPorts, ref);
    expect(await listItems(owner)).toEqual([]);
    expect(await db().transaction.count({ where: { householdId } })).toBe(0);
  });

  it('never turns a deletion into keeping', async () => {
    const { householdId, itemId } = await linkItem(owner);
    await disconnectItem(owner, itemId, { history: 'delete' });
    await disconnectItem(owner, itemId, { history: 'keep' });
    await finishDisconnect(removalPorts, { householdId, itemId });
    expect(await listItems(owner)).toEqual([]);
  });

  it('leaves the deletion to its own job when it is chosen while the removal runs', async () => {
    const { householdId, itemId } = await linkItem(owner);
    const ref = { householdId, itemId };
    await disconnectItem(owner, itemId, { history: 'keep' });
    const removeItem = async () => {
      await disconnectItem(owner, itemId, { history: 'delete' });
    };
    await finishDisconnect({ ...removalPorts, plaid: { removeItem } }, ref);
    expect(await listRemovals()).toContainEqual(ref);
    await finishDisconnect(removalPorts, ref);
    expect(await listItems(owner)).toEqual([]);
  });

  it('ends here when the key of the access token is lost', async () => {
    const { householdId, itemId } = await linkItem(owner);
    const items = await countSandboxItems();
    await db().$executeRaw`
      UPDATE "Item" SET "accessTokenSealed" = replace("accessTokenSealed", 'v1.test.', 'v1.lost.')
      WHERE "id" = ${itemId}::uuid`;
    await disconnectItem(owner, itemId, { history: 'keep' });
    await finishDisconnect(removalPorts, { householdId, itemId });
    expect((await listItems(owner))[0]?.state.name).toBe('removed');
    expect(await countSandboxItems()).toBe(items);
  });
});

describe('another household', () => {
  it('can neither see, sync, repair nor remove the Item', async () => {
    const item = await linkItem(owner);
    const stranger = await createHousehold();
    const notFound = { code: 'not_found' };
    await expect(requestItemSync(stranger, item.itemId)).rejects.toMatchObject(notFound);
    await expect(markItemRepaired(stranger, item.itemId)).rejects.toMatchObject(notFound);
    await expect(
      disconnectItem(stranger, item.itemId, { history: 'delete' }),
    ).rejects.toMatchObject(notFound);
    expect(await listItems(stranger)).toEqual([]);
    expect((await listItems(owner))[0]?.state.name).toBe('syncing');
  });
});
