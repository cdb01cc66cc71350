import { createHash, randomUUID } from 'node:crypto';
import { generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { db } from '#lib/db/client';
import { getItem } from '#lib/items/queries';
import { runTask } from '#lib/jobs/run-task';
import { exchangePublicToken } from '#lib/plaid/items';
import { createHousehold, createLinkedHousehold, type LinkedItem } from '#lib/testing/household';
import { control, createPublicToken, sandboxClient } from '#lib/testing/sandbox';
import { openWebhookReceiver, toRequest } from '#lib/testing/webhook-receiver';
import { handleWebhook } from './handle-webhook.ts';
import { receiveWebhook } from './receive-webhook.ts';
import { replayWebhooks } from './replay-webhooks.ts';

let receiver: Awaited<ReturnType<typeof openWebhookReceiver>>;

beforeAll(async () => {
  receiver = await openWebhookReceiver();
});
afterAll(() => receiver.close());

async function linkWithWebhook(): Promise<LinkedItem> {
  const { item } = await createLinkedHousehold({ webhook: receiver.url });
  return item;
}

function readItem(item: LinkedItem) {
  return db().item.findUniqueOrThrow({
    where: { householdId_id: { householdId: item.householdId, id: item.itemId } },
  });
}

async function fire(item: LinkedItem, webhookCode: string, webhookType: string): Promise<void> {
  await control(`/items/${item.plaidItemId}/webhooks`, { webhookCode, webhookType });
}

async function waitingJobs(identifier: string): Promise<unknown[]> {
  return db().$queryRaw`
    SELECT payload FROM graphile_worker._private_jobs j
    JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = ${identifier}`;
}

async function runWebhookJobs(): Promise<void> {
  const unhandled = await db().webhookLog.findMany({ where: { handledAt: null } });
  for (const { id } of unhandled) await handleWebhook(id);
}

describe('receiveWebhook', () => {
  it('marks the work and wakes a worker before it answers', async () => {
    const item = await linkWithWebhook();
    const before = await readItem(item);
    await fire(item, 'SYNC_UPDATES_AVAILABLE', 'TRANSACTIONS');
    await receiveWebhook(toRequest(await receiver.next('SYNC_UPDATES_AVAILABLE')));
    const after = await readItem(item);
    expect(after.requestedSeq).toBe(before.requestedSeq + 1n);
    expect(after.wakeTrigger).toBe('webhook');
    const { householdId, itemId } = item;
    expect(await waitingJobs('sync-item')).toContainEqual({ payload: { householdId, itemId } });
    const kept = await db().webhookLog.findFirstOrThrow({
      where: { plaidItemId: item.plaidItemId, webhookCode: 'SYNC_UPDATES_AVAILABLE' },
    });
    expect(kept).toMatchObject({ outcome: 'woke', deliveries: 1 });
  });

  it('has an equal one of the same second acted on once more', async () => {
    const item = await linkWithWebhook();
    await fire(item, 'NEW_ACCOUNTS_AVAILABLE', 'ITEM');
    const delivery = await receiver.next('NEW_ACCOUNTS_AVAILABLE');
    const where = { plaidItemId: item.plaidItemId, webhookCode: 'NEW_ACCOUNTS_AVAILABLE' };
    for (const deliveries of [1, 2]) {
      await receiveWebhook(toRequest(delivery));
      expect(await db().webhookLog.findMany({ where })).toMatchObject([
        { deliveries, handledAt: null },
      ]);
      await runWebhookJobs();
    }
    expect((await db().webhookLog.findFirstOrThrow({ where })).handledAt).not.toBeNull();
  });

  it('keeps one row for a replay, wakes again, and changes no transaction', async () => {
    const item = await linkWithWebhook();
    await fire(item, 'SYNC_UPDATES_AVAILABLE', 'TRANSACTIONS');
    const delivery = await receiver.next('SYNC_UPDATES_AVAILABLE');
    const before = await readItem(item);
    const rows = await db().transaction.count();
    for (let time = 0; time < 3; time += 1) await receiveWebhook(toRequest(delivery));
    expect((await readItem(item)).requestedSeq).toBe(before.requestedSeq + 3n);
    const { itemId } = item;
    const jobs = (await waitingJobs('sync-item')) as { payload: { itemId: string } }[];
    expect(jobs.filter((job) => job.payload.itemId === itemId)).toHaveLength(1);
    const kept = await db().webhookLog.findMany({ where: { plaidItemId: item.plaidItemId } });
    expect(kept).toMatchObject([{ deliveries: 3 }]);
    expect(await db().transaction.count()).toBe(rows);
  });

  it('refuses a forged or altered webhook and keeps nothing of it', async () => {
    const item = await linkWithWebhook();
    await fire(item, 'SYNC_UPDATES_AVAILABLE', 'TRANSACTIONS');
    const { body, signature } = await receiver.next('SYNC_UPDATES_AVAILABLE');
    const before = await readItem(item);
    const log = await db().webhookLog.count();
    const altered = Buffer.concat([body, Buffer.from(' ')]);
    for (const forged of [
      { body: altered, signature },
      { body, signature: '' },
      { body, signature: `${signature.slice(0, -4)}AAAA` },
    ]) {
      await expect(receiveWebhook(toRequest(forged))).rejects.toMatchObject({
        code: 'invalid_webhook',
      });
    }
    const huge = { body: Buffer.alloc(70_000, 32), signature };
    await expect(receiveWebhook(toRequest(huge))).rejects.toMatchObject({
      code: 'payload_too_large',
    });
    expect(await db().webhookLog.count()).toBe(log);
    expect((await readItem(item)).requestedSeq).toBe(before.requestedSeq);
  });

  it('accepts the new key after a rotation', async () => {
    const item = await linkWithWebhook();
    await control('/keys/rotate', {});
    await fire(item, 'SYNC_UPDATES_AVAILABLE', 'TRANSACTIONS');
    await receiveWebhook(toRequest(await receiver.next('SYNC_UPDATES_AVAILABLE')));
  });
});

describe('a flood of well-made forgeries', () => {
  it('is refused or put off, asks Plaid for few keys, and lets the genuine one through', async () => {
    const item = await linkWithWebhook();
    await fire(item, 'SYNC_UPDATES_AVAILABLE', 'TRANSACTIONS');
    const genuine = await receiver.next('SYNC_UPDATES_AVAILABLE');
    const log = await db().webhookLog.count();
    const asked = await countKeyRequests();
    for (let each = 0; each < 200; each += 1) {
      const forged = { body: genuine.body, signature: await forge(genuine.body) };
      const { code } = await receiveWebhook(toRequest(forged)).then(
        () => ({ code: 'accepted' }),
        (error: { code: string }) => error,
      );
      expect(['invalid_webhook', 'unavailable']).toContain(code);
    }
    expect((await countKeyRequests()) - asked).toBeLessThanOrEqual(10);
    expect(await db().webhookLog.count()).toBe(log);
    await receiveWebhook(toRequest(genuine));
  });
});

/** Everything right but the key: its id is one that Plaid does not know. */
async function forge(body: Buffer): Promise<string> {
  const { privateKey } = await generateKeyPair('ES256');
  return new SignJWT({ request_body_sha256: createHash('sha256').update(body).digest('hex') })
    .setProtectedHeader({ alg: 'ES256', kid: randomUUID(), typ: 'JWT' })
    .setIssuedAt()
    .sign(privateKey);
}

async function countKeyRequests(): Promise<number> {
  const { requests } = await control<{ requests: { path: string }[] }>('/requests');
  return requests.filter(({ path }) => path === '/webhook_verification_key/get').length;
}

describe('what a webhook does', () => {
  it('shows a broken login, and clears it when Plaid says that it was repaired elsewhere', async () => {
    const item = await linkWithWebhook();
    await control(`/items/${item.plaidItemId}/login`, { state: 'required' });
    await receiveWebhook(toRequest(await receiver.next('ERROR')));
    await runWebhookJobs();
    expect((await getItem(item, item.itemId)).state.name).toBe('needs_sign_in');

    await control(`/items/${item.plaidItemId}/login`, { state: 'repaired' });
    await receiveWebhook(toRequest(await receiver.next('LOGIN_REPAIRED')));
    await runWebhookJobs();
    expect(await readItem(item)).toMatchObject({ errorCode: null });
    const { householdId, itemId } = item;
    await runTask('sync-item', { householdId, itemId }, 'test');
    expect((await getItem(item, itemId)).state.name).toBe('healthy');
  });

  it('does not believe a late error: the sync it starts has the last word', async () => {
    const item = await linkWithWebhook();
    await control(`/items/${item.plaidItemId}/login`, { state: 'required' });
    const late = await receiver.next('ERROR');
    await control(`/items/${item.plaidItemId}/login`, { state: 'repaired' });
    await receiveWebhook(toRequest(await receiver.next('LOGIN_REPAIRED')));
    await receiveWebhook(toRequest(late));
    await runWebhookJobs();
    const { householdId, itemId } = item;
    await runTask('sync-item', { householdId, itemId }, 'test');
    expect(await readItem(item)).toMatchObject({ errorCode: null });
  });

  it('claims no error that it could not read, and looks for itself', async () => {
    const item = await linkWithWebhook();
    const before = await readItem(item);
    const kept = await db().webhookLog.create({
      data: {
        id: randomUUID(),
        plaidItemId: item.plaidItemId,
        webhookType: 'ITEM',
        webhookCode: 'ERROR',
        body: { error: 'none of the usual shape' },
        bodyHash: new Uint8Array(32),
        keyId: randomUUID(),
        issuedAt: new Date(),
      },
    });
    await handleWebhook(kept.id);
    const { outcome } = await db().webhookLog.findUniqueOrThrow({ where: { id: kept.id } });
    expect(outcome).toBe('woke');
    expect(await readItem(item)).toMatchObject({
      errorCode: null,
      requestedSeq: before.requestedSeq + 1n,
    });
  });

  it('logs any other as seen', async () => {
    const item = await linkWithWebhook();
    await fire(item, 'DEFAULT_UPDATE', 'TRANSACTIONS');
    await receiveWebhook(toRequest(await receiver.next('DEFAULT_UPDATE')));
    await runWebhookJobs();
    const kept = await db().webhookLog.findFirstOrThrow({
      where: { plaidItemId: item.plaidItemId, webhookCode: 'DEFAULT_UPDATE' },
    });
    expect(kept.outcome).toBe('seen');
  });

  it('is kept for an Item we do not know yet, and done once the Item is stored', async () => {
    const publicToken = await createPublicToken({ webhook: receiver.url });
    const { accessToken, plaidItemId } = await exchangePublicToken(publicToken);
    await sandboxClient().sandboxItemResetLogin({ access_token: accessToken });
    await receiveWebhook(toRequest(await receiver.next('ERROR')));
    await runWebhookJobs();
    const kept = await db().webhookLog.findFirstOrThrow({ where: { plaidItemId } });
    expect(kept.handledAt).toBeNull();

    const owner = await createHousehold();
    const { householdId } = owner;
    const itemId = crypto.randomUUID();
    await db().$transaction(async (tx) => {
      await tx.item.create({ data: { householdId, id: itemId, plaidItemId } });
      await tx.itemDirectory.create({ data: { plaidItemId, householdId, itemId } });
      await replayWebhooks(tx, plaidItemId);
    });
    expect(await waitingJobs('handle-webhook')).toContainEqual({ payload: { webhookId: kept.id } });
    await handleWebhook(kept.id);
    const item = await db().item.findUniqueOrThrow({
      where: { householdId_id: { householdId, id: itemId } },
    });
    expect(item.errorCode).toBe('ITEM_LOGIN_REQUIRED');
  });
});
