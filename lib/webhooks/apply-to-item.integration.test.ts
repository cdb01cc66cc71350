import { randomBytes, randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '#lib/db/client';
import { createLinkTokenFor } from '#lib/items/create-link-token';
import { getItem } from '#lib/items/queries';
import { markItemRepaired } from '#lib/items/request-item-sync';
import { settleRevokedAccounts } from '#lib/items/settle-revoked-accounts';
import { runTask } from '#lib/jobs/run-task';
import { sweep } from '#lib/jobs/sweep';
import {
  createHousehold,
  createLinkedHousehold,
  type LinkedItem,
  type TestHousehold,
} from '#lib/testing/household';
import { control } from '#lib/testing/sandbox';
import { handleWebhook } from './handle-webhook.ts';
import { listPuzzlingWebhooks } from './queries.ts';

let item: LinkedItem;
let linker: TestHousehold;

beforeEach(async () => {
  ({ owner: linker, item } = await createLinkedHousehold());
  await runTask('refresh-item', { householdId: item.householdId, itemId: item.itemId }, 'test');
});

/** A webhook as it stands in the log, verified; returns what the worker made of it. */
async function deliver(code: string, fields: object = {}, type = 'ITEM'): Promise<string | null> {
  const body = { webhook_type: type, webhook_code: code, item_id: item.plaidItemId, ...fields };
  const { id } = await db().webhookLog.create({
    data: {
      id: randomUUID(),
      plaidItemId: item.plaidItemId,
      webhookType: type,
      webhookCode: code,
      body,
      bodyHash: new Uint8Array(randomBytes(32)),
      keyId: randomUUID(),
      issuedAt: new Date(),
    },
  });
  await handleWebhook(id);
  await handleWebhook(id);
  return (await db().webhookLog.findUniqueOrThrow({ where: { id } })).outcome;
}

const state = async () => (await getItem(item, item.itemId)).state;
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

async function syncAsWorker(): Promise<void> {
  const { householdId, itemId } = item;
  await runTask('sync-item', { householdId, itemId }, 'test');
}

/** How many calls Plaid has had about the Item. */
async function countCalls(): Promise<number> {
  const { requests } = await control<{ requests: unknown[] }>(
    `/requests?itemId=${item.plaidItemId}&limit=1000`,
  );
  return requests.length;
}

describe('NEW_ACCOUNTS_AVAILABLE', () => {
  it('offers account selection once, however often it comes', async () => {
    expect(await deliver('NEW_ACCOUNTS_AVAILABLE')).toBe('offered');
    expect(await deliver('NEW_ACCOUNTS_AVAILABLE')).toBe('seen');
    expect(await state()).toMatchObject({ name: 'healthy', action: 'add_accounts' });
  });
});

describe('an announced end', () => {
  it('is shown with its date, and is over once the person signed in again', async () => {
    const announcement = { reason: 'INSTITUTION_MIGRATION', disconnect_time: inDays(7) };
    expect(await deliver('PENDING_DISCONNECT', announcement)).toBe('warned');
    expect(await state()).toMatchObject({ name: 'expiring', action: 'sign_in', actor: 'person' });
    await markItemRepaired(item, item.itemId);
    await syncAsWorker();
    expect((await state()).name).toBe('healthy');
    // Plaid's retry of what was already acted on.
    expect(await deliver('PENDING_DISCONNECT', announcement)).toBe('seen');
    expect((await state()).name).toBe('healthy');
    const next = { ...announcement, disconnect_time: inDays(300) };
    expect(await deliver('PENDING_DISCONNECT', next)).toBe('warned');
  });

  it('that has passed, or cannot be read, changes nothing', async () => {
    const late = { reason: 'INSTITUTION_TOKEN_EXPIRATION', disconnect_time: inDays(-1) };
    expect(await deliver('PENDING_DISCONNECT', late)).toBe('seen');
    expect(await deliver('PENDING_DISCONNECT', { reason: 'X' })).toBe('unknown');
    expect((await state()).name).toBe('healthy');
  });

  it('of consent is believed until the Item itself says otherwise', async () => {
    const soon = { consent_expiration_time: inDays(6) };
    expect(await deliver('PENDING_EXPIRATION', soon)).toBe('warned');
    expect(await state()).toMatchObject({ name: 'expiring', action: 'sign_in' });
    const { householdId, itemId } = item;
    await runTask('refresh-item', { householdId, itemId }, 'test');
    expect((await state()).name).toBe('healthy');
  });
});

describe('LOGIN_REPAIRED', () => {
  it('has the Item read anew: signing in elsewhere renewed its consent', async () => {
    const consentExpiresAt = new Date(inDays(2));
    await db().item.updateMany({ where: { id: item.itemId }, data: { consentExpiresAt } });
    expect((await state()).name).toBe('expiring');
    await db().$executeRaw`DELETE FROM graphile_worker._private_jobs`;
    await deliver('LOGIN_REPAIRED');
    const jobs = await db().$queryRaw<{ task_identifier: 'refresh-item' | 'sync-item' }[]>`
      SELECT "task_identifier" FROM graphile_worker.jobs ORDER BY 1`;
    expect(jobs.map((job) => job.task_identifier)).toEqual(['refresh-item', 'sync-item']);
    const ref = { householdId: item.householdId, itemId: item.itemId };
    for (const { task_identifier } of jobs) await runTask(task_identifier, ref, 'test');
    expect((await state()).name).toBe('healthy');
  });
});

describe('a withdrawn permission', () => {
  it('stops every call until the person decides', async () => {
    expect(await deliver('USER_PERMISSION_REVOKED')).toBe('stopped');
    const before = await countCalls();
    expect(before).toBeGreaterThan(0);
    expect(await deliver('SYNC_UPDATES_AVAILABLE', {}, 'TRANSACTIONS')).toBe('seen');
    expect(await deliver('LOGIN_REPAIRED')).toBe('repaired');
    expect(await deliver('PENDING_EXPIRATION', { consent_expiration_time: inDays(6) })).toBe(
      'warned',
    );
    const { householdId, itemId } = item;
    await db().item.updateMany({ where: { id: itemId }, data: { lastAttemptAt: new Date(0) } });
    await sweep();
    for (const task of ['sync-item', 'refresh-item', 'wake-item'] as const) {
      await runTask(task, { householdId, itemId }, 'test');
    }
    expect(await countCalls()).toBe(before);
    expect(await state()).toMatchObject({ name: 'revoked', action: 'keep_or_delete' });
  });

  it('is also learnt from a call that is refused, and stops the next', async () => {
    await control(`/items/${item.plaidItemId}/revoke`, {});
    const { householdId, itemId } = item;
    await db().item.updateMany({ where: { id: itemId }, data: { requestedSeq: { increment: 1 } } });
    await syncAsWorker();
    expect(await state()).toMatchObject({ name: 'revoked', action: 'keep_or_delete' });
    const before = await countCalls();
    await db().item.updateMany({ where: { id: itemId }, data: { retryAt: null } });
    await sweep();
    await runTask('sync-item', { householdId, itemId }, 'test');
    expect(await countCalls()).toBe(before);
  });

  it('is given again by signing in through Link', async () => {
    await deliver('USER_PERMISSION_REVOKED');
    const { householdId, itemId } = item;
    const session = { householdId, userId: randomUUID(), memberId: linker.memberId };
    const token = await createLinkTokenFor(session, { purpose: 'update', itemId });
    expect(token.linkToken).toMatch(/^link-/);
    await markItemRepaired(item, item.itemId);
    await syncAsWorker();
    expect((await state()).name).toBe('healthy');
  });
});

describe('an account withdrawn at the bank', () => {
  async function withdrawOne(): Promise<{ id: string; plaidAccountId: string }> {
    const account = await db().account.findFirstOrThrow({
      where: { itemId: item.itemId, transactions: { some: {} } },
    });
    const plaidAccountId = account.plaidAccountId ?? '';
    await control(`/items/${item.plaidItemId}/revoke`, { account_id: plaidAccountId });
    expect(await deliver('USER_ACCOUNT_REVOKED', { account_id: plaidAccountId })).toBe('stopped');
    return { id: account.id, plaidAccountId };
  }
  const countRows = (accountId: string) => db().transaction.count({ where: { accountId } });

  it('stops every call; kept, its history stays and the other accounts go on', async () => {
    const { id, plaidAccountId } = await withdrawOne();
    const before = await countCalls();
    await sweep();
    await syncAsWorker();
    expect(await countCalls()).toBe(before);
    const asking = await getItem(item, item.itemId);
    expect(asking.state).toMatchObject({ name: 'revoked', action: 'keep_or_delete' });
    expect(asking.revokedAccounts).toHaveLength(1);

    const rows = await countRows(id);
    await settleRevokedAccounts(item, item.itemId, { history: 'keep' });
    await syncAsWorker();
    expect(await getItem(item, item.itemId)).toMatchObject({
      state: { name: 'healthy' },
      revokedAccounts: [],
    });
    expect(await countRows(id)).toBe(rows);
    const kept = await db().account.findFirstOrThrow({ where: { id } });
    expect(kept.removedAt).not.toBeNull();
    // Plaid's retry asks no second time.
    expect(await deliver('USER_ACCOUNT_REVOKED', { account_id: plaidAccountId })).toBe('woke');
    expect(await countRows(id)).toBe(rows);
  });

  it('deleted, its rows go, the others stay, and receipts count what is left', async () => {
    const { id } = await withdrawOne();
    const others = await db().transaction.count({
      where: { itemId: item.itemId, accountId: { not: id } },
    });
    await settleRevokedAccounts(item, item.itemId, { history: 'delete' });
    await syncAsWorker();
    expect(await countRows(id)).toBe(0);
    expect(await db().account.count({ where: { id } })).toBe(0);
    expect(await db().transaction.count({ where: { itemId: item.itemId } })).toBe(others);
    const { _sum } = await db().syncRun.aggregate({
      where: { itemId: item.itemId },
      _sum: { added: true },
    });
    expect(_sum.added).toBe(others);
    expect((await state()).name).toBe('healthy');
  });

  it('that was never read asks nothing', async () => {
    expect(await deliver('USER_ACCOUNT_REVOKED', { account_id: 'nobody' })).toBe('woke');
    await syncAsWorker();
    expect((await state()).name).toBe('healthy');
  });

  it('is nobody’s to decide twice, or for another household', async () => {
    const { id } = await withdrawOne();
    const stranger = await createHousehold();
    await expect(
      settleRevokedAccounts(stranger, item.itemId, { history: 'delete' }),
    ).rejects.toMatchObject({ code: 'not_found' });
    await settleRevokedAccounts(item, item.itemId, { history: 'keep' });
    await settleRevokedAccounts(item, item.itemId, { history: 'delete' });
    expect(await countRows(id)).toBeGreaterThan(0);
  });
});

describe('every other code', () => {
  it.each([
    ['HOLDINGS', 'DEFAULT_UPDATE', 'woke'],
    ['LIABILITIES', 'DEFAULT_UPDATE', 'woke'],
    ['AUTH', 'AUTOMATICALLY_VERIFIED', 'woke'],
    ['TRANSACTIONS', 'HISTORICAL_UPDATE', 'seen'],
    ['INCOME', 'INCOME_VERIFICATION', 'seen'],
    ['ITEM', 'BRAND_NEW_CODE', 'unknown'],
    ['BRAND_NEW_TYPE', 'ERROR', 'unknown'],
    ['__proto__', 'toString', 'unknown'],
  ])('%s: %s is %s', async (type, code, outcome) => {
    expect(await deliver(code, {}, type)).toBe(outcome);
  });

  it('is shown to the operator when nobody knows it, or whose it is', async () => {
    await deliver('BRAND_NEW_CODE');
    await deliver('LOGIN_REPAIRED');
    const stranger = (receivedAt: Date) => ({
      id: randomUUID(),
      plaidItemId: randomUUID(),
      webhookType: 'ITEM',
      webhookCode: 'ERROR',
      body: {},
      bodyHash: new Uint8Array(randomBytes(32)),
      keyId: randomUUID(),
      issuedAt: receivedAt,
      receivedAt,
    });
    const old = stranger(new Date(Date.now() - 3_600_000));
    // It may only have overtaken its Item.
    const recent = stranger(new Date());
    await db().webhookLog.createMany({ data: [old, recent] });
    const shown = await listPuzzlingWebhooks();
    expect(shown.filter((each) => each.plaidItemId === item.plaidItemId)).toMatchObject([
      { code: 'BRAND_NEW_CODE', why: 'unknown_code' },
    ]);
    expect(shown.filter(({ why }) => why === 'unknown_item')).toMatchObject([
      { plaidItemId: old.plaidItemId },
    ]);
  });
});
